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
 * @param write whether the document is written
 */
record Options(long seed, int minutes, int faults, boolean write) {
    private static final long READS = 10_000;
    private static final String KNOWN = "there are --seed N, --minutes N, --faults N and --write";

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    static Options parse(String... arguments) {
        Options options = new Options(System.nanoTime() % 1_000_000, 20, 500, false);
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            options = switch (option) {
                case "--write" -> new Options(options.seed, options.minutes, options.faults, true);
                case "--seed" -> new Options(number(rest), options.minutes, options.faults, options.write);
                case "--minutes" -> new Options(options.seed, number(rest), options.faults, options.write);
                case "--faults" -> new Options(options.seed, options.minutes, number(rest), options.write);
                default -> throw new IllegalArgumentException(option + " is unknown: " + KNOWN);
            };
        }
        return options;
    }

    Plan plan() {
        return new Plan(seed, Duration.ofMinutes(minutes), faults, READS, Duration.ofMinutes(10));
    }

    private static int number(Iterator<String> rest) {
        String word = rest.hasNext() ? rest.next() : "";
        if (!word.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("'" + word + "' is not a number: " + KNOWN);
        }
        return Integer.parseInt(word);
    }
}
