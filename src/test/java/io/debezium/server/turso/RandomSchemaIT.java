package io.debezium.server.turso;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.program.SchemaProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random programs of DDL and DML on a real Postgres end as equal tables in a real Turso engine.
 *
 * <p>{@code -Dit.schema.programs=2000 -Dit.schema.seed=1000} runs more of them from another seed on.
 */
@ExtendWith(Bench.class)
class RandomSchemaIT {
    private static final int PROGRAMS = Integer.getInteger("it.schema.programs", 200);
    private static final long SEED = Long.getLong("it.schema.seed", 1);
    /** Programs between two comparisons, which read every table. */
    private static final int GROUP = 20;

    private final Map<String, Integer> kinds = new TreeMap<>();
    private int statements;
    private int refused;

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void programsOfDdlAndDmlAreMirrored(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of())) {
            for (int done = 0; done < PROGRAMS; done += GROUP) {
                runGroup(mirror, SEED + done, Math.min(GROUP, PROGRAMS - done));
            }
            System.out.println("ran " + PROGRAMS + " programs of " + statements + " statements (" + refused
                    + " refused by Postgres), seeds from " + SEED + ": " + kinds);
        }
        assertThat(PROGRAMS < 100 || kinds.size() >= 40)
                .as("at least 40 kinds of step")
                .isTrue();
    }

    private void runGroup(LiveMirror mirror, long first, int count) throws Exception {
        List<SchemaProgram> programs = new ArrayList<>();
        try {
            for (long seed = first; seed < first + count; seed++) {
                SchemaProgram program = new SchemaProgram(seed, "p" + seed);
                programs.add(program);
                mirror.run(program);
            }
            mirror.assertMirrors();
            // The comparison reads no index.
            assertThat(mirror.turso().query("PRAGMA integrity_check")).hasToString("[[ok]]");
        } catch (AssertionError e) {
            throw new AssertionError(
                    "a program with a seed from " + first + " to " + (first + count - 1) + " (table"
                            + " names begin with p<seed>); replay one with -Dit.schema.programs=1 -Dit.schema.seed=<seed>\n"
                            + e.getMessage(),
                    e);
        }
        for (SchemaProgram program : programs) {
            statements += program.script().size();
            refused += program.refused();
            program.kinds().forEach((kind, times) -> kinds.merge(kind, times, Integer::sum));
            mirror.cleanUp(program);
        }
    }
}
