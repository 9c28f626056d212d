package io.debezium.server.turso.delivery;

import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.Random;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {

    @Property
    void every_wait_is_between_half_and_all_of_the_doubled_one(
            @ForAll @LongRange(min = 1, max = 100_000) long initial,
            @ForAll @LongRange(min = 1, max = 3_600_000) long longest,
            @ForAll @IntRange(min = 1) int attempt,
            @ForAll long seed) {
        Duration wait =
                new Backoff(Duration.ofMillis(initial), Duration.ofMillis(longest)).after(attempt, new Random(seed));
        double whole = Math.min(initial * Math.pow(2, attempt - 1.0), (double) longest);
        assertThat((double) wait.toMillis()).isBetween(Math.floor(whole / 2), whole);
    }

    /** Else many servers that lost one Turso would come back to it together. */
    @Example
    void waits_differ_and_are_spread_over_that_range() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
        LongSummaryStatistics waits = new Random(1)
                .longs(200)
                .map(seed -> backoff.after(4, new Random(seed)).toMillis())
                .summaryStatistics();
        assertThat(waits.getMin()).isLessThan(4400);
        assertThat(waits.getMax()).isGreaterThan(7600);
        assertThat(waits.getAverage()).isBetween(5600.0, 6400.0);
    }
}
