package io.debezium.server.turso.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.debezium.server.turso.bench.PlainTypes;
import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.event.Row;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Transaction;
import io.debezium.server.turso.table.MappedTable;
import io.debezium.server.turso.table.SourceTable;
import io.debezium.server.turso.table.TableDdl;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableMapper;
import io.debezium.server.turso.table.TableNaming;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows of many copies in a table without a key, on SQLite. */
class KeylessFoldTest {
    private static final SourceTable LOG = new SourceTable(
            new TableId("public", "log"), List.of(PlainTypes.nullable("line", Schema.Type.STRING)), List.of());
    private static final MappedTable MAPPED = new TableMapper(TableNaming.standard(), PlainTypes::mapping).map(LOG);

    private final List<Step> steps = new ArrayList<>();
    private final KeylessFold fold = new KeylessFold(
            MAPPED, PlanLimits.standard(), new StatementWriter(MAPPED, PlanLimits.standard(), steps::add));

    @Test
    void copiesOfManyRowsGoByOneStatementForEachCopy() {
        try (SqliteTarget target = new SqliteTarget()) {
            target.execute(TableDdl.create(MAPPED.shape()).sql());
            for (int i = 0; i < 1000; i++) {
                for (int copy = 0; copy < 4; copy++) {
                    fold.apply(new Change.Insert(LOG, line("line " + i)));
                }
            }
            fold.flush();
            run(target);
            for (int i = 0; i < 1000; i++) {
                for (int copy = 0; copy < 1 + i % 3; copy++) {
                    fold.apply(new Change.Delete(LOG, new Row(List.of()), line("line " + i)));
                }
            }
            fold.flush();
            assertThat(steps).hasSize(3);
            run(target);
            assertThat(target.select("SELECT left_, count(*) FROM (SELECT count(*) AS left_ FROM log GROUP BY line)"
                            + " GROUP BY left_ ORDER BY left_"))
                    .containsExactly(counts(1, 333), counts(2, 333), counts(3, 334));
        }
    }

    @Test
    void aRowOfVeryManyCopiesTakesNoMoreStatementsThanPasses() {
        try (SqliteTarget target = new SqliteTarget()) {
            target.execute(TableDdl.create(MAPPED.shape()).sql());
            for (int copy = 0; copy < 1000; copy++) {
                fold.apply(new Change.Insert(LOG, line("same")));
            }
            fold.flush();
            run(target);
            for (int copy = 0; copy < 900; copy++) {
                fold.apply(new Change.Delete(LOG, new Row(List.of()), line("same")));
            }
            fold.flush();
            assertThat(steps).hasSizeLessThan(20);
            run(target);
            assertThat(target.select("SELECT count(*) FROM log")).containsExactly(List.of(SqlValue.of(100)));
        }
    }

    @Test
    void rowsGoByOneStatementWhicheverOfTheirValuesAreMissing() {
        SourceTable sparse = new SourceTable(
                new TableId("public", "sparse"),
                IntStream.range(0, 8)
                        .mapToObj(i -> PlainTypes.nullable(
                                "c" + i,
                                i % 2 == 0 ? Schema.Type.STRING : i == 1 ? Schema.Type.BYTES : Schema.Type.INT64))
                        .toList(),
                List.of());
        MappedTable mapped = new TableMapper(TableNaming.standard(), PlainTypes::mapping).map(sparse);
        KeylessFold many = new KeylessFold(
                mapped, PlanLimits.standard(), new StatementWriter(mapped, PlanLimits.standard(), steps::add));
        try (SqliteTarget target = new SqliteTarget()) {
            target.execute(TableDdl.create(mapped.shape()).sql());
            // Of every eight, one has neither a text nor bytes: its three rows are alike.
            for (int missing = 0; missing < 256; missing++) {
                many.apply(new Change.Insert(sparse, sparse(missing, "")));
                many.apply(new Change.Insert(sparse, sparse(missing, "x")));
                many.apply(new Change.Insert(sparse, sparse(missing, "x")));
            }
            many.flush();
            run(target);
            for (int missing = 0; missing < 256; missing++) {
                many.apply(new Change.Delete(sparse, new Row(List.of()), sparse(missing, "x")));
            }
            many.flush();
            assertThat(steps).hasSize(1);
            run(target);
            assertThat(target.select(
                            "SELECT count(*), count(DISTINCT quote(c0) || quote(c1) || quote(c2) || quote(c3) ||"
                                    + " quote(c4) || quote(c5) || quote(c6) || quote(c7)) FROM sparse"))
                    .containsExactly(counts(512, 504));
        }
    }

    @Test
    void rowsWithoutColumnsComeAndGoByTheirNumber() {
        SourceTable empty = new SourceTable(new TableId("public", "empty"), List.of(), List.of());
        MappedTable mapped = new TableMapper(TableNaming.standard(), PlainTypes::mapping).map(empty);
        KeylessFold rows = new KeylessFold(
                mapped, PlanLimits.standard(), new StatementWriter(mapped, PlanLimits.standard(), steps::add));
        try (SqliteTarget target = new SqliteTarget()) {
            target.execute(TableDdl.create(mapped.shape()).sql());
            for (int i = 0; i < 30; i++) {
                rows.apply(new Change.Insert(empty, PlainTypes.row()));
            }
            rows.flush();
            run(target);
            for (int i = 0; i < 20; i++) {
                rows.apply(new Change.Delete(empty, new Row(List.of()), PlainTypes.row()));
            }
            rows.flush();
            run(target);
            assertThat(target.select("SELECT count(*) FROM empty")).containsExactly(List.of(SqlValue.of(10)));
        }
    }

    /** The values whose bits are not set in {@code missing}; texts and bytes are {@code text}. */
    private static Row sparse(int missing, String text) {
        return PlainTypes.row(IntStream.range(0, 8)
                .mapToObj(i -> (missing >> i & 1) == 1
                        ? null
                        : i % 2 == 0
                                ? text
                                : i == 1 ? ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)) : (Object) (long) i)
                .toArray());
    }

    private void run(SqliteTarget target) {
        List<Statement> statements = steps.stream().map(Step::statement).toList();
        target.commit(new Transaction(Statement.of("SELECT 1"), statements));
        steps.clear();
    }

    private static List<SqlValue> counts(long copies, long rows) {
        return List.of(SqlValue.of(copies), SqlValue.of(rows));
    }

    private static Row line(String text) {
        return PlainTypes.row(text);
    }
}
