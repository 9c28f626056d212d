package io.debezium.server.turso.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run has seen.
 *
 * @param time that it took
 * @param happened how often each disturbance and each fault of the network happened, by its title
 * @param missing kinds of either that never happened: the run says nothing of them
 * @param committed transactions that Postgres has said to have committed
 * @param interrupted transactions that failed or ended without an answer
 * @param reads states of Turso that were checked
 * @param staged those of them in which a part of a transaction waited in Turso for the rest of it
 * @param unanswered questions that Turso did not answer
 * @param chunks of tables that the connector read again, since a signal asked for it
 * @param starts of the server
 * @param violations states that cannot be, as a reader of Turso saw them
 * @param surrenders what the sink said when it gave up by itself
 * @param stuck why nothing arrived any more; empty if all did
 * @param differences between Postgres and Turso in the end
 */
record Result(
        Plan plan,
        Duration time,
        Map<String, Integer> happened,
        List<String> missing,
        long committed,
        long interrupted,
        long reads,
        long staged,
        long unanswered,
        int chunks,
        int starts,
        List<String> violations,
        List<String> surrenders,
        List<String> stuck,
        List<String> differences) {

    /** All of them together. */
    int faults() {
        return happened.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether Turso was an exact mirror all the time, whatever happened, and everything did. */
    boolean passed() {
        return violations.isEmpty()
                && surrenders.isEmpty()
                && stuck.isEmpty()
                && differences.isEmpty()
                && missing.isEmpty();
    }

    /** Whether something was seen in Turso that cannot be: not arriving alone may be slowness, giving up alone is honest. */
    boolean noticed() {
        return !violations.isEmpty() || !differences.isEmpty();
    }

    /** What was seen first; says so if nothing was. */
    String firstSign() {
        return Stream.of(violations, differences)
                .flatMap(List::stream)
                .findFirst()
                .orElse("none: it was overlooked");
    }

    /** What the sink itself said first; says so if it said nothing. */
    String firstSurrender() {
        return surrenders.stream()
                .findFirst()
                .map(sentence -> sentence.replaceFirst("\\. .*", "."))
                .orElse("nothing");
    }

    /** In one sentence or, if it did not pass, in several. */
    String summary() {
        String figures = String.format(
                "seed %d: %d faults, %d transactions, %d reads (%d with a staged transaction), %d chunks read again, in %d s, %d starts of the server",
                plan.seed(), faults(), committed, reads, staged, chunks, time.toSeconds(), starts);
        return passed()
                ? figures + ": no violation, no difference"
                : figures + "\n  violations: " + lines(violations) + "\n  the sink gave up: " + lines(surrenders)
                        + "\n  stuck: " + lines(stuck) + "\n  differences: "
                        + lines(differences) + "\n  what never happened: " + lines(missing) + "\n  "
                        + happened;
    }

    private static String lines(List<String> sentences) {
        return sentences.isEmpty() ? "none" : String.join("\n    ", sentences);
    }
}
