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
 * <p>{@code -Dit.schema.programs=2000} runs more of them, {@code -Dit.schema.seed=17} the one of that seed alone.
 */
@ExtendWith(Bench.class)
class RandomSchemaIT {
    private static final int PROGRAMS = Integer.getInteger("it.schema.programs", 200);
    private static final Long SEED = Long.getLong("it.schema.seed");
    /** Programs between two comparisons, which read every table. */
    private static final int GROUP = 20;

    private final Map<String, Integer> kinds = new TreeMap<>();
    private int statements;
    private int refused;

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void programsOfDdlAndDmlAreMirrored(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of())) {
            long first = SEED == null ? System.nanoTime() % 1_000_000_000 : SEED;
            int count = SEED == null ? PROGRAMS : 1;
            for (int done = 0; done < count; done += GROUP) {
                runGroup(mirror, first + done, Math.min(GROUP, count - done));
            }
            System.out.println("ran " + count + " programs of " + statements + " statements (" + refused
                    + " refused by Postgres), seeds from " + first + ": " + kinds);
        }
        assertThat(SEED != null || kinds.size() >= 40)
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
        } catch (AssertionError e) {
            throw new AssertionError(
                    "a program with a seed from " + first + " to " + (first + count - 1) + " (table"
                            + " names begin with p<seed>); replay one with -Dit.schema.seed=<seed>\n" + e.getMessage(),
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
