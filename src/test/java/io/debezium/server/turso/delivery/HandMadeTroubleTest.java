package io.debezium.server.turso.delivery;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.LoggedLines;
import io.debezium.server.turso.plan.BatchPlan;
import io.debezium.server.turso.plan.ChangeCounts;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.sql.TargetException;
import io.debezium.server.turso.sql.Transaction;
import io.debezium.server.turso.table.Catalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.debezium.server.turso.delivery.Shop.line;
import static io.debezium.server.turso.delivery.Shop.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Nothing that users have made is lost without a word, or comes back as something else. */
class HandMadeTroubleTest {
    private static final String[] REBUILD_MENU =
            UsersDatabase.rebuild("menu", "\"id\" INTEGER PRIMARY KEY, \"name\" TEXT");
    private static final String[] REBUILD_LOG = UsersDatabase.rebuild("log", "\"line\" TEXT");
    private static final String BY_NAME = "CREATE INDEX by_name ON menu (name)";
    private static final String IDS =
            "CREATE TRIGGER ids AFTER INSERT ON menu BEGIN INSERT INTO seen VALUES (new.id); END";

    private UsersDatabase users;

    @BeforeEach
    void fill() throws InterruptedException {
        users = new UsersDatabase();
    }

    @AfterEach
    void close() {
        users.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE \"menu\" RENAME TO \"_cdc_parked_7\"; DROP TABLE IF EXISTS \"_cdc_parked_7\"",
                "ALTER TABLE \"menu\" RENAME TO \"old\"; CREATE TABLE \"menu\" (\"id\" INTEGER PRIMARY KEY);"
                        + " DROP TABLE IF EXISTS \"old\"",
                "DROP TABLE IF EXISTS \"aside\""
            })
    void whatGoesWithATableIsToldWhateverItsNameIs(String ddl) throws Exception {
        users.make("CREATE TABLE aside (id INTEGER, name TEXT)", "CREATE INDEX of_aside ON aside (name)", BY_NAME, IDS);
        List<String> before = users.made();
        try (LoggedLines log = LoggedLines.of(HandMadeSchema.class)) {
            apply(users.catalog(), ddl.split("; "));
            String told = String.join("\n", log.lines());
            List<String> lost =
                    before.stream().filter(sql -> !users.made().contains(sql)).toList();
            assertThat(lost).isNotEmpty().allSatisfy(sql -> assertThat(told)
                    .contains('"' + List.of(sql.split(" ")).get(2) + '"'));
        }
    }

    /** By the order in which they were made a trigger would come before the view that it needs. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TRIGGER tr AFTER INSERT ON menu BEGIN INSERT INTO seen SELECT name FROM v; END"
                        + "|CREATE VIEW v AS SELECT name FROM menu",
                "CREATE TRIGGER tr AFTER INSERT ON menu BEGIN INSERT INTO v VALUES (new.name); END"
                        + "|CREATE VIEW v AS SELECT name FROM menu; CREATE TRIGGER onto INSTEAD OF INSERT ON v BEGIN INSERT"
                        + " INTO seen VALUES (new.name) END"
            })
    void whatNeedsAnotherComesBackAfterIt(String trigger, String needed) throws Exception {
        users.make("CREATE VIEW v AS SELECT 1 AS name", trigger, "DROP VIEW v");
        users.make(needed.replace(") END", "); END").split("; (?=CREATE)"));
        List<String> before = users.made();
        users.apply(REBUILD_MENU);
        assertThat(users.made()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void aNameThatSaysAlreadyStopsNothing() throws Exception {
        users.make("CREATE VIEW already_there AS SELECT name FROM menu");
        users.apply(UsersDatabase.DROP_NAME);
        assertThat(users.made()).hasSize(1);
    }

    @Test
    void aTriggerOfAnotherTableThatCannotRunAnyMoreDoesNotKeepRowsOut() throws Exception {
        users.make(
                "CREATE TRIGGER first AFTER INSERT ON log BEGIN INSERT INTO seen VALUES (new.line); END",
                "CREATE TRIGGER second AFTER INSERT ON seen BEGIN UPDATE menu SET name = new.what; END");
        users.apply(UsersDatabase.DROP_NAME);
        users.sink.transaction(20, line("two"));
        users.sink.flush();
        assertThat(users.target.rows("log")).hasSize(2);
        assertThat(users.target.rows("seen")).containsExactly(stored("two"));
    }

    /** SQLite takes a name in double quotes that is none for a text, and leaves views and triggers so by itself. */
    @Test
    void aColumnInDoubleQuotesThatIsGoneIsToldOf() throws Exception {
        users.make(
                "CREATE VIEW v AS SELECT \"name\" FROM menu",
                "CREATE INDEX by_name ON menu (\"name\")",
                "CREATE TRIGGER tr AFTER INSERT ON log BEGIN INSERT INTO seen SELECT \"name\" FROM menu; END");
        try (LoggedLines log = LoggedLines.of(HandMadeSchema.class)) {
            users.apply(UsersDatabase.DROP_NAME);
            assertThat(String.join("\n", log.lines()))
                    .contains("view \"v\"", "index \"by_name\"", "trigger \"tr\"", "in double quotes");
        }
        assertThat(users.made()).hasSize(2);
    }

    @Test
    void aViewOfAnotherTableStaysAndFollows() throws Exception {
        users.make("CREATE VIEW v AS SELECT \"name\" FROM menu");
        Catalog after = UsersDatabase.renamed(users.catalog());
        LoggedLines log = LoggedLines.of(HandMadeSchema.class);
        apply(
                after,
                Stream.concat(Stream.of(UsersDatabase.RENAME_NAME), Stream.of(REBUILD_LOG))
                        .toArray(String[]::new));
        assertThat(users.target.rows("v")).containsExactly(stored("Soup"));
        assertThat(log.lines()).isEmpty();
        log.close();
    }

    @Test
    void aViewWithTheNameOfATableThatComesStopsTheSink() throws Exception {
        users.make("CREATE VIEW novel AS SELECT line FROM log");
        Catalog after = users.catalog();
        String[] ddl = Stream.concat(Stream.of(REBUILD_LOG), Stream.of("CREATE TABLE \"novel\" (\"id\" INTEGER)"))
                .toArray(String[]::new);
        assertThatThrownBy(() -> apply(after, ddl))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("novel");
        assertThat(users.made()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW _cdc_lag AS SELECT name FROM menu",
                "CREATE TRIGGER letters AFTER INSERT ON _cdc_dead_letters BEGIN UPDATE menu SET name = new.error; END"
            })
    void whatIsCalledAsTheSinksOwnOrIsOnItIsInNobodysWay(String sql) throws Exception {
        users.make(sql);
        users.apply(UsersDatabase.DROP_NAME);
        assertThat(users.target.rows("menu")).containsExactly(stored(1));
    }

    /** Another version of the sink may remember its tables in other words. */
    @Test
    void aMirrorBesideItThatOnlyAnotherVersionCanReadIsInNobodysWay() throws Exception {
        besides("{\"names\": 1}");
        users.make(IDS, BY_NAME);
        List<String> before = users.made();
        users.apply(REBUILD_MENU);
        assertThat(users.made()).containsExactlyInAnyOrderElementsOf(before);
    }

    /** Identities are those of its own source. */
    @Test
    void aTableOfAMirrorBesideItIsNotTakenForOneOfItsOwn() throws Exception {
        besides("""
                {"name": "dishes", "columns": [{"name": "spice", "declaredType": "TEXT", "notNull": false, "number": 0, \
                "scale": 0, "type": null}], "primaryKey": [], "oid": 7, "indexes": [], "doubtful": false, \
                "toldBy": {"name": 0, "key": 0, "primary": false, "parts": []}}""");
        users.make(
                "CREATE TRIGGER spicy AFTER INSERT ON menu BEGIN INSERT INTO seen SELECT \"spice\" FROM dishes; END");
        List<String> before = users.made();
        apply(users.catalog(7), REBUILD_MENU);
        assertThat(users.made()).containsExactlyElementsOf(before);
    }

    private void besides(String definition) {
        users.make(
                "CREATE TABLE dishes (spice TEXT)",
                "CREATE INDEX dishes_spice ON dishes (spice)",
                "INSERT INTO _cdc_schema (source, schema_name, table_name, target, definition) VALUES ('other', 'public',"
                        + " 'dishes', 'dishes', '" + definition + "')");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE \"menu\" RENAME TO \"dishes\"; CREATE TABLE \"_cdc_rebuild\" (\"id\" INTEGER PRIMARY KEY,"
                        + " \"name\" TEXT); DROP TABLE IF EXISTS \"dishes\"; ALTER TABLE \"_cdc_rebuild\" RENAME TO \"dishes\"",
                "CREATE TABLE \"_cdc_rebuild\" (\"id\" INTEGER PRIMARY KEY, \"name\" TEXT); DROP TABLE IF EXISTS \"menu\";"
                        + " ALTER TABLE \"_cdc_rebuild\" RENAME TO \"dishes\"",
                "CREATE TABLE \"_cdc_rebuild\" (\"id\" INTEGER PRIMARY KEY, \"name\" TEXT); DROP TABLE IF EXISTS \"menu\";"
                        + " ALTER TABLE \"_cdc_rebuild\" RENAME TO \"dishes\"; CREATE TABLE \"menu\" (\"id\" INTEGER,"
                        + " \"name\" TEXT)"
            })
    void whatIsOnATableThatIsRenamedAndBuiltAnewFollowsIt(String ddl) throws Exception {
        users.make(
                IDS,
                "CREATE TRIGGER \"on\" BEFORE UPDATE OF \"name\", id ON \"menu\" FOR EACH ROW WHEN old.name <> 'x ON menus'"
                        + " BEGIN INSERT INTO seen VALUES (new.name); END",
                "CREATE TRIGGER itself AFTER INSERT ON menu BEGIN DELETE FROM menu WHERE id < new.id; END",
                BY_NAME,
                "CREATE UNIQUE INDEX [lower one] ON [menu] (lower(name)) WHERE id > 1");
        try (LoggedLines log = LoggedLines.of(HandMadeSchema.class)) {
            apply(UsersDatabase.as("dishes", users.catalog(7)), ddl.split("; "));
            assertThat(log.lines()).hasSize(1).allSatisfy(line -> assertThat(line)
                    .contains("trigger \"itself\""));
        }
        assertThat(users.target.select("SELECT name FROM sqlite_master WHERE tbl_name = 'dishes' AND sql IS NOT NULL"
                        + " AND type <> 'table' ORDER BY name"))
                .containsExactly(stored("by_name"), stored("ids"), stored("lower one"), stored("on"));
        users.make("INSERT INTO dishes VALUES (7, 'Rice')", "UPDATE dishes SET name = 'Tea'");
        assertThat(users.target.rows("seen")).containsExactly(stored(7), stored("Tea"));
    }

    @Test
    void whatIsMadeAnewWhileTheTargetIsBusyStaysAsItIs() throws Exception {
        users.make("CREATE VIEW v AS SELECT name FROM menu");
        Mirror mirror = Sink.mirrorOn(new Busy(users));
        Catalog tables = mirror.claim().catalog();
        mirror.apply(UsersDatabase.plan(tables, UsersDatabase.steps(REBUILD_MENU)), null);
        assertThat(users.made()).hasSize(2).anyMatch(sql -> sql.contains("'new'"));
        assertThat(users.target.rows("v")).hasSize(1);
    }

    /** Once, and somebody makes something meanwhile. */
    private static final class Busy implements Target {
        private final UsersDatabase users;
        private boolean told;

        Busy(UsersDatabase users) {
            this.users = users;
        }

        @Override
        public Outcome commit(Transaction transaction) {
            if (!told && transaction.work().stream().anyMatch(one -> one.sql().startsWith("DROP TABLE"))) {
                told = true;
                users.make("DROP VIEW v", "CREATE VIEW v AS SELECT id, name, 'new' FROM menu", BY_NAME);
                return new Outcome.NotCommitted(Failure.of(FailureKind.BUSY, "busy"));
            }
            return users.target.commit(transaction);
        }

        @Override
        public List<List<SqlValue>> query(Statement statement) throws TargetException {
            return users.target.query(statement);
        }

        @Override
        public String description() {
            return users.target.description();
        }

        @Override
        public void close() {}
    }

    private void apply(Catalog after, String... ddl) throws InterruptedException {
        users.sink.mirror.apply(
                new BatchPlan(UsersDatabase.steps(ddl), after, Map.of(), Set.of(), ChangeCounts.NONE), null);
    }
}
