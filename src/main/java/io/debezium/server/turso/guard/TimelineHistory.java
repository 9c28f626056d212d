package io.debezium.server.turso.guard;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

import io.debezium.server.turso.event.Position;

/**
 * Where a server left the timelines that its own descends from.
 *
 * @param ends the LSN up to which each of them is part of its history
 */
public record TimelineHistory(Map<Long, Long> ends) {
    public TimelineHistory {
        ends = Map.copyOf(ends);
    }

    /** That of a server which never changed its timeline, or of one that need not be known. */
    public static TimelineHistory none() {
        return new TimelineHistory(Map.of());
    }

    /** Reads a history file of Postgres: a timeline, an LSN and a reason on each line. */
    public static TimelineHistory parse(String file) {
        Map<Long, Long> ends = new HashMap<>();
        file.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split("\\s+", 3))
                .forEach(words -> ends.put(Long.valueOf(words[0]), Position.parse(words[1])));
        return new TimelineHistory(ends);
    }

    /** Up to where {@code timeline} is part of this history; empty if it is not. */
    OptionalLong endOf(long timeline) {
        Long end = ends.get(timeline);
        return end == null ? OptionalLong.empty() : OptionalLong.of(end);
    }
}
