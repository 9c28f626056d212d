package io.debezium.server.turso.source;

import java.util.List;

/**
 * What a look at the source found, a sentence each.
 *
 * @param problems break a promise of the mirror, or keep the connector from starting
 * @param warnings the user should know; the mirror can start
 */
public record Findings(List<String> problems, List<String> warnings) {
    /** Copies both. */
    public Findings {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }
}
