package io.debezium.server.turso;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.then;

/**
 * Doubles of any bits, which the oracle compares as bits: {@code -Dtypes.doubles} says how many, {@code -Dtypes.seed}
 * which.
 */
@ExtendWith(Bench.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DoublesIT {
    private static final int COUNT = Integer.getInteger("types.doubles", 2000);
    private static final long SEED = Long.getLong("types.seed", System.nanoTime());

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Predicate<SourceRecord> end = then(changeOf("marker", 0), end());

    @Test
    void everyBitArrivesByEveryWay(Database database, TursoServer turso) throws Exception {
        System.out.println("types.seed=" + SEED);
        database.execute(
                "CREATE TABLE marker (id int PRIMARY KEY)",
                "CREATE TABLE keyed (d float8 PRIMARY KEY, r float4, big text)",
                "CREATE TABLE keyless (d float8, r float4)",
                "ALTER TABLE keyless REPLICA IDENTITY FULL",
                "CREATE TABLE late (id int PRIMARY KEY)",
                "INSERT INTO late VALUES (1)",
                insert("keyed (d)"),
                insert("keyless (d)"));
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(record -> {
                if (snapshotIs("COMPLETED").test(record)) {
                    work(database);
                }
                return end.test(record);
            });
        }
        Oracle.assertMirrors(database, turso);
    }

    /** By JSON, value by value in rows that are too large for it, by the whole old row, and as a default. */
    private void work(Database database) throws Exception {
        database.execute(
                insert("keyed (d)"),
                insert("keyless (d)"),
                "UPDATE keyed SET r = CASE WHEN abs(d) BETWEEN 1e-37 AND 1e38 THEN d END",
                "INSERT INTO keyed (d, big) SELECT d, repeat('x', 1100000) FROM (VALUES " + values(20)
                        + ") v (d) ON CONFLICT DO NOTHING",
                "UPDATE keyless SET d = -d WHERE ctid::text LIKE '%1)'",
                "DELETE FROM keyless WHERE ctid::text LIKE '%2)'",
                "ALTER TABLE late " + addColumns(),
                "INSERT INTO marker VALUES (0)");
    }

    private String insert(String table) {
        return "INSERT INTO " + table + " SELECT DISTINCT d FROM (VALUES " + values(COUNT)
                + ") v (d) ON CONFLICT DO NOTHING";
    }

    private String values(int count) {
        return doubles(count).mapToObj(d -> "('" + d + "'::float8)").collect(Collectors.joining(", "));
    }

    private String addColumns() {
        int[] column = {0};
        return doubles(40)
                .mapToObj(d -> "ADD COLUMN c" + column[0]++ + " float8 DEFAULT '" + d + "'")
                .collect(Collectors.joining(", "));
    }

    /** Any bits, those near zero, and the ends of the range. */
    private DoubleStream doubles(int count) {
        DoubleStream any = random.longs().mapToDouble(Double::longBitsToDouble).filter(Double::isFinite);
        DoubleStream subnormal =
                random.longs().mapToDouble(bits -> Double.longBitsToDouble(bits & 0x800f_ffff_ffff_ffffL));
        DoubleStream near = random.doubles(-1e6, 1e6);
        DoubleStream ends = DoubleStream.of(
                -0.0, 0.0, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, Double.MIN_NORMAL, 0.1, 1e22, 1e23);
        return DoubleStream.concat(
                ends,
                DoubleStream.concat(
                        any.limit(count / 2), DoubleStream.concat(subnormal.limit(count / 4), near.limit(count / 4))));
    }
}
