package io.debezium.server.turso;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.SystemProperties;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.rows.RandomDatabase;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random tables of random types and random transactions on them, through the snapshot, the stream and a restart of the
 * engine; Postgres says what Turso should hold. {@code -Dit.rows.cases=1000 -Dit.rows.seed=7} runs a thousand from
 * seed 7 on; a seed that failed fails again alone, and {@code -Dit.rows.history=file} keeps its statements.
 */
@ExtendWith(Bench.class)
class RandomRowsIT {

    static LongStream seeds() {
        long first = SystemProperties.find("it.rows.seed").map(Long::valueOf).orElse(1L);
        long cases = SystemProperties.find("it.rows.cases").map(Long::valueOf).orElse(12L);
        return LongStream.range(first, first + cases);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void tursoHoldsWhatPostgresHolds(long seed, Database database, TursoServer turso) throws Throwable {
        Random random = new Random(seed);
        RandomDatabase source = new RandomDatabase(database, seed);
        try {
            run(source, database, turso, random);
        } catch (Throwable failure) {
            SystemProperties.find("it.rows.history").ifPresent(file -> write(Path.of(file), source.history()));
            throw failure;
        }
    }

    private static void run(RandomDatabase source, Database database, TursoServer turso, Random random)
            throws Exception {
        source.transactions(4);
        try (RunningSink mirror = RunningSink.start(database, turso, settings(random))) {
            mirror.awaitMirror();
            source.transactions(10);
            mirror.awaitMirror();
            source.transactions(6);
            mirror.stop();
            source.transactions(6);
            mirror.resume();
            source.transactions(10);
            mirror.awaitMirror();
        }
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Few and many records at once, and statements so small that every row is bound by itself. */
    private static Map<String, String> settings(Random random) {
        return Map.of(
                "debezium.source.max.batch.size", random.nextBoolean() ? "16" : "2048",
                "debezium.source.max.queue.size", "8192",
                "debezium.sink.turso.statement.max.bytes", random.nextInt(3) == 0 ? "4096" : "1048576");
    }
}
