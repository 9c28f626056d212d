package io.debezium.server.turso.chaos;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param seed of everything that is random
 * @param minutes how long the run goes on at least
 * @param faults how many faults there are at least
 * @param reads how many states of Turso are checked at least
 * @param write whether the document is written
 */
record Options(long seed, int minutes, int faults, int reads, boolean write) {
    private static final String KNOWN = "there are --seed N, --minutes N, --faults N, --reads N and --write";

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    static Options parse(String... arguments) {
        Options options = new Options(System.nanoTime() % 1_000_000, 20, 500, 10_000, false);
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            options = switch (option) {
                case "--write" -> new Options(options.seed, options.minutes, options.faults, options.reads, true);
                case "--seed" ->
                    new Options(number(rest), options.minutes, options.faults, options.reads, options.write);
                case "--minutes" ->
                    new Options(options.seed, number(rest), options.faults, options.reads, options.write);
                case "--faults" ->
                    new Options(options.seed, options.minutes, number(rest), options.reads, options.write);
                case "--reads" ->
                    new Options(options.seed, options.minutes, options.faults, number(rest), options.write);
                default -> throw new IllegalArgumentException(option + " is unknown: " + KNOWN);
            };
        }
        return options;
    }

    Plan plan() {
        return new Plan(
                seed, Duration.ofMinutes(minutes), faults, reads, true, Plan.USUAL_PROGRESS, Duration.ofMinutes(10));
    }

    private static int number(Iterator<String> rest) {
        String word = rest.hasNext() ? rest.next() : "";
        if (!word.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("'" + word + "' is not a number: " + KNOWN);
        }
        return Integer.parseInt(word);
    }
}
