package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.PlainTypes;
import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.event.Cell;
import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.event.Row;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Transaction;
import io.debezium.server.turso.table.MappedTable;
import io.debezium.server.turso.table.SourceTable;
import io.debezium.server.turso.table.TableDdl;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableMapper;
import io.debezium.server.turso.table.TableNaming;
import io.debezium.server.turso.type.ColumnMapping;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows that get another key while the event does not carry all of them (unchanged TOAST), on SQLite. */
class KeyedFoldTest {
    private static final SourceTable PAGE = new SourceTable(
            new TableId("public", "page"),
            List.of(PlainTypes.required("id", Schema.Type.INT64), PlainTypes.nullable("text", Schema.Type.STRING)),
            List.of("id"));
    private static final MappedTable MAPPED = new TableMapper(TableNaming.standard(), PlainTypes::mapping).map(PAGE);
    private static final int ROWS = 3000;
    private static final SourceTable WORD = new SourceTable(
            new TableId("public", "word"),
            List.of(PlainTypes.required("id", Schema.Type.STRING), PlainTypes.nullable("text", Schema.Type.STRING)),
            List.of("id"));

    private final List<Step> steps = new ArrayList<>();
    private final KeyedFold fold = new KeyedFold(
            MAPPED, PlanLimits.standard(), new StatementWriter(MAPPED, PlanLimits.standard(), steps::add), () -> false);
    private final SqliteTarget target = new SqliteTarget();

    @BeforeEach
    void load() {
        target.execute(TableDdl.create(MAPPED.shape()).sql());
        for (long id = 0; id < ROWS; id++) {
            fold.apply(new Change.Insert(PAGE, PlainTypes.row(id, "page " + id)));
        }
        run();
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void rowsMoveByTheThousandWhereNoneTakesThePlaceOfAnother() {
        for (long id = 0; id < ROWS; id++) {
            move(id, id + ROWS);
        }
        assertThat(run()).isEqualTo(2);
        assertThat(pages("id - " + ROWS)).isEqualTo(ROWS);
    }

    @Test
    void rowsThatTakeEachOthersPlacesMoveInTheirOrder() {
        for (long id = ROWS - 1; id >= ROWS - 50; id--) {
            move(id, id + 1);
        }
        move(ROWS - 50, ROWS + 100);
        run();
        assertThat(pages("id - (id > " + (ROWS - 50) + ")")).isEqualTo(ROWS);
    }

    @Test
    void whatComesBeforeAndAfterAMoveIsDoneBeforeAndAfterIt() {
        fold.apply(new Change.Delete(PAGE, PlainTypes.row(1L), null));
        fold.apply(new Change.Update(PAGE, null, new Row(List.of(new Cell.Present(2L), Cell.UNAVAILABLE))));
        move(2, 1);
        fold.apply(new Change.Insert(PAGE, PlainTypes.row(2L, "new")));
        move(1, ROWS);
        fold.apply(new Change.Update(PAGE, null, PlainTypes.row((long) ROWS, "after")));
        move(3, 1);
        fold.apply(new Change.Delete(PAGE, PlainTypes.row(1L), null));
        run();
        assertThat(target.select("SELECT id, text FROM page WHERE id IN (1, 2, 3, " + ROWS + ") ORDER BY id"))
                .containsExactly(
                        List.of(SqlValue.of(2), SqlValue.of("new")), List.of(SqlValue.of(ROWS), SqlValue.of("after")));
    }

    @Test
    void nothingMovesThatIsTruncated() {
        move(1, ROWS);
        fold.apply(new Change.Truncate(PAGE));
        fold.apply(new Change.Insert(PAGE, PlainTypes.row(1L, "new")));
        run();
        assertThat(target.select("SELECT id, text FROM page"))
                .containsExactly(List.of(SqlValue.of(1), SqlValue.of("new")));
    }

    @Test
    void aKeyThatIsTheSameToTheTargetIsFreeOnceItsRowHasMoved() {
        KeyedFold words = words(false);
        target.execute("INSERT INTO word VALUES ('abc', 'first'), ('r', 'second')");
        words.apply(rename("abc", "q"));
        words.apply(new Change.Insert(WORD, PlainTypes.row("ABC", "third")));
        words.apply(rename("ABC", "z"));
        words.apply(rename("r", "abc"));
        words.apply(rename("abc", "Abc"));
        words.flush();
        execute();
        assertThat(target.select("SELECT id, text FROM word ORDER BY id COLLATE BINARY"))
                .containsExactly(texts("Abc", "second"), texts("q", "first"), texts("z", "third"));
    }

    @Test
    void aRowThatASnapshotHasReadUnderItsNewKeyStaysAsItIs() {
        KeyedFold words = words(true);
        target.execute("INSERT INTO word VALUES ('a', 'a later row'), ('b', 'first'), ('C', 'second')");
        words.apply(rename("a", "b"));
        words.apply(rename("c", "C"));
        words.flush();
        execute();
        assertThat(target.select("SELECT id, text FROM word ORDER BY id"))
                .containsExactly(texts("b", "first"), texts("C", "second"));
    }

    private KeyedFold words(boolean readAhead) {
        MappedTable caseless = new TableMapper(
                        TableNaming.standard(),
                        schema -> new ColumnMapping("TEXT COLLATE NOCASE", value -> SqlValue.of((String) value)))
                .map(WORD);
        target.execute(TableDdl.create(caseless.shape()).sql());
        return new KeyedFold(
                caseless,
                PlanLimits.standard(),
                new StatementWriter(caseless, PlanLimits.standard(), steps::add),
                () -> readAhead);
    }

    private static Change rename(String from, String to) {
        return new Change.KeyChange(WORD, PlainTypes.row(from), null, PlainTypes.row(to, Cell.UNAVAILABLE));
    }

    @Test
    void bothZerosAreOneKey() {
        SourceTable point = new SourceTable(
                new TableId("public", "point"),
                List.of(PlainTypes.required("x", Schema.Type.FLOAT64), PlainTypes.nullable("text", Schema.Type.STRING)),
                List.of("x"));
        MappedTable mapped = new TableMapper(TableNaming.standard(), PlainTypes::mapping).map(point);
        KeyedFold points = new KeyedFold(
                mapped,
                PlanLimits.standard(),
                new StatementWriter(mapped, PlanLimits.standard(), steps::add),
                () -> false);
        target.execute(TableDdl.create(mapped.shape()).sql());
        target.execute("INSERT INTO point VALUES (-0.0, 'first')");
        points.apply(new Change.KeyChange(point, PlainTypes.row(-0.0), null, PlainTypes.row(1.0, Cell.UNAVAILABLE)));
        points.apply(new Change.Insert(point, PlainTypes.row(0.0, "second")));
        points.flush();
        execute();
        assertThat(target.select("SELECT text FROM point ORDER BY x")).containsExactly(texts("second"), texts("first"));
    }

    private static List<SqlValue> texts(String... texts) {
        return Stream.of(texts).map(SqlValue::of).toList();
    }

    private void move(long from, long to) {
        fold.apply(new Change.KeyChange(
                PAGE, PlainTypes.row(from), null, new Row(List.of(new Cell.Present(to), Cell.UNAVAILABLE))));
    }

    /** How many pages have the text that was loaded with the number {@code original}. */
    private long pages(String original) {
        return ((SqlValue.Int) target.select("SELECT count(*) FROM page WHERE text = 'page ' || (" + original + ")")
                        .getFirst()
                        .getFirst())
                .value();
    }

    /** Executes what was folded, and returns the number of statements. */
    private int run() {
        fold.flush();
        return execute();
    }

    private int execute() {
        List<Statement> statements = steps.stream().map(Step::statement).toList();
        assertThat(target.commit(new Transaction(Statement.of("SELECT 1"), statements)))
                .isEqualTo(new Outcome.Committed());
        steps.clear();
        return statements.size();
    }
}
