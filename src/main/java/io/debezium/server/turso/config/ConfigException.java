package io.debezium.server.turso.config;

import java.util.List;

/** The configuration cannot work; names everything that is wrong with it at once. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * One sentence for each problem.
     *
     * @param problems not empty; each names its setting and says what to change
     */
    public ConfigException(List<String> problems) {
        super(asList(problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence each, in the order in which the options are documented. */
    public List<String> problems() {
        return problems;
    }

    private static String asList(List<String> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return "The configuration has " + count + ":\n  - " + String.join("\n  - ", problems);
    }
}
