package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.List;

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
