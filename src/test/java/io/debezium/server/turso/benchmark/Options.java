package io.debezium.server.turso.benchmark;

import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param rows of each workload
 * @param rounds how often each figure is taken
 * @param commits whose latency is measured
 * @param write whether the document is written
 */
record Options(int rows, int rounds, int commits, boolean write) {
    private static final String KNOWN = "there are --write, --rounds N, --rows N and --commits N";
    private static final Options STANDARD = new Options(200_000, 3, 300, false);

    Options {
        if (rows < Workload.SMALL_TRANSACTION || rows % Workload.SMALL_TRANSACTION != 0 || rounds < 1 || commits < 1) {
            throw new IllegalArgumentException("--rows must be a multiple of " + Workload.SMALL_TRANSACTION
                    + ", --rounds and --commits at least 1");
        }
    }

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    static Options parse(String... arguments) {
        Options options = STANDARD;
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            options = switch (option) {
                case "--write" -> new Options(options.rows, options.rounds, options.commits, true);
                case "--rows" -> new Options(number(rest), options.rounds, options.commits, options.write);
                case "--rounds" -> new Options(options.rows, number(rest), options.commits, options.write);
                case "--commits" -> new Options(options.rows, options.rounds, number(rest), options.write);
                default -> throw new IllegalArgumentException(option + " is unknown: " + KNOWN);
            };
        }
        return options;
    }

    private static int number(Iterator<String> rest) {
        String word = rest.hasNext() ? rest.next() : "";
        if (!word.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("'" + word + "' is not a number: " + KNOWN);
        }
        return Integer.parseInt(word);
    }
}
