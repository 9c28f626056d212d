package io.debezium.server.turso.source;

import java.util.Map;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.table.TableNaming;

import static org.assertj.core.api.Assertions.assertThat;

/** The preflight of a database of the bench. */
final class Inspection {
    private Inspection() {}

    /** What it finds, with the connector's settings that differ from the bench's. */
    static Findings inspect(Database database, Map<String, String> settings) throws SourceException {
        String[] pairs = settings.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray(String[]::new);
        try (SourceDatabase source = SourceDatabases.open(database, pairs)) {
            return Preflight.inspect(source, TableNaming.standard());
        }
    }

    /** There is one problem, and its sentence has these words. */
    static void assertProblem(Findings findings, String... words) {
        assertThat(findings.problems()).hasSize(1);
        assertThat(findings.problems().getFirst()).contains(words);
    }

    /** The SQL of the publication that the connector is configured with. */
    static String publication(Database database, String what) {
        return "CREATE PUBLICATION " + database.name() + " " + what;
    }
}
