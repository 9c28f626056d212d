package io.debezium.server.turso.delivery;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.debezium.server.turso.plan.SnapshotSwap;
import io.debezium.server.turso.table.Catalog;

/**
 * What the target knows of the mirror when a sink takes it over.
 *
 * @param commitLsn of the last applied source transaction; 0 before the first snapshot is complete
 * @param sequence number of the last transaction of any sink
 * @param resumes whether streaming goes on from there; else a snapshot is due
 * @param names of all tables there are
 * @param staged number of values that an unfinished large transaction left behind
 * @param readAhead what a blocking snapshot has read that the position has not passed yet
 * @param triggers the event triggers of the source; empty if no server has looked for them
 */
public record TargetState(
        long commitLsn,
        long sequence,
        boolean resumes,
        Catalog catalog,
        Set<String> names,
        long staged,
        ReadAhead readAhead,
        Optional<TriggerMark> triggers) {
    public TargetState {
        names = Set.copyOf(names);
    }

    /** Names of tables that an unfinished snapshot left behind. */
    public List<String> staging() {
        return names.stream()
                .filter(name -> name.startsWith(SnapshotSwap.STAGING_PREFIX))
                .sorted()
                .toList();
    }

    /** Names of all tables as the target compares them. */
    Set<String> foldedNames() {
        return names.stream().map(TargetState::fold).collect(Collectors.toSet());
    }

    static String fold(String name) {
        return name.toLowerCase(java.util.Locale.ROOT);
    }
}
