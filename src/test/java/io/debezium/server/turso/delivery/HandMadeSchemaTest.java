package io.debezium.server.turso.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.Fault;
import io.debezium.server.turso.bench.LoggedLines;
import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.plan.BatchPlan;
import io.debezium.server.turso.plan.RowStatement;
import io.debezium.server.turso.plan.Step;
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
import org.junit.jupiter.params.provider.EnumSource;

import static io.debezium.server.turso.delivery.Shop.dish;
import static io.debezium.server.turso.delivery.Shop.line;
import static io.debezium.server.turso.delivery.Shop.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HandMadeSchemaTest {
    private static final String[] REBUILD = UsersDatabase.rebuild("menu", "\"id\" INTEGER PRIMARY KEY, \"name\" TEXT");
    private static final String BROKEN = "CREATE VIEW broken AS SELECT 'a secret' FROM nowhere";
    private static final String TITLES = "CREATE VIEW titles AS SELECT name AS t FROM menu";

    private UsersDatabase users;
    private SqliteTarget database;
    private Sink sink;

    @BeforeEach
    void fill() throws InterruptedException {
        users = new UsersDatabase();
        database = users.target;
        sink = users.sink;
    }

    @AfterEach
    void close() {
        users.close();
    }

    @Test
    void a_table_that_is_built_anew_keeps_what_was_made_over_it() throws InterruptedException {
        users.make(
                TITLES,
                "CREATE VIEW second AS SELECT t FROM titles",
                "CREATE TRIGGER into_view INSTEAD OF INSERT ON titles BEGIN INSERT INTO menu (name) VALUES (new.t); END",
                "CREATE TRIGGER onto AFTER INSERT ON log BEGIN UPDATE menu SET name = new.line; END",
                "CREATE TRIGGER of_menu AFTER INSERT ON menu BEGIN INSERT INTO seen VALUES (new.id); END",
                "CREATE INDEX by_name ON menu (lower(name)) WHERE name <> 'a?b;'");
        List<String> before = users.made();
        BatchPlan rebuild = UsersDatabase.plan(users.catalog(), UsersDatabase.steps(REBUILD));
        int attempts = sink.network.received().size();
        sink.mirror.apply(rebuild, null);
        assertThat(sink.network.received()).hasSize(attempts + 1);
        assertThat(users.made()).containsExactlyInAnyOrderElementsOf(before);
        sink.transaction(20, line("two"), dish(7, "Rice"));
        sink.flush();
        assertThat(database.rows("seen")).contains(stored(7));
        assertThat(database.rows("second")).contains(stored("two"));
    }

    @Test
    void a_view_that_is_broken_is_in_nobody_s_way_and_the_others_follow() throws InterruptedException {
        users.make(BROKEN, TITLES);
        try (LoggedLines log = LoggedLines.of(HandMadeSchema.class)) {
            users.apply(UsersDatabase.RENAME_NAME);
            assertThat(String.join("\n", log.lines()))
                    .contains("view \"broken\" in Turso cannot be used", "nowhere")
                    .doesNotContain("titles", "secret");
        }
        assertThat(database.rows("titles")).containsExactly(stored("Soup"));
        assertThat(users.made()).hasSize(2);
        users.apply("ALTER TABLE \"menu\" DROP COLUMN \"title\"");
        assertThat(users.made()).hasSize(2);
    }

    @Test
    void what_needs_a_dropped_column_is_left_out_and_named() throws InterruptedException {
        users.make(
                TITLES,
                "CREATE INDEX by_name ON menu (name)",
                "CREATE TRIGGER names AFTER INSERT ON menu BEGIN INSERT INTO seen VALUES ('a secret' || new.name); END",
                "CREATE TRIGGER ids AFTER INSERT ON menu BEGIN INSERT INTO seen VALUES (new.id); END");
        try (LoggedLines log = LoggedLines.of(HandMadeSchema.class)) {
            users.apply(UsersDatabase.DROP_NAME);
            assertThat(String.join("\n", log.lines()))
                    .contains(
                            "index \"by_name\" of \"menu\" in Turso cannot be put back",
                            "trigger \"names\" of \"menu\" in Turso cannot be put back",
                            "view \"titles\" in Turso cannot be used")
                    .doesNotContain("secret");
        }
        assertThat(users.made())
                .hasSize(2)
                .anyMatch(sql -> sql.contains("titles"))
                .anyMatch(sql -> sql.contains("ids"));
    }

    @Test
    void a_trigger_that_cannot_run_any_more_does_not_keep_rows_out_and_the_others_still_run()
            throws InterruptedException {
        users.make(
                "CREATE TRIGGER onto AFTER INSERT ON log BEGIN UPDATE menu SET name = new.line; END",
                "CREATE TRIGGER count AFTER INSERT ON log BEGIN INSERT INTO seen VALUES (new.line); END");
        database.execute("ALTER TABLE menu RENAME COLUMN id TO number");
        database.execute(UsersDatabase.DROP_NAME);
        sink.transaction(20, line("two"));
        sink.flush();
        assertThat(database.rows("log")).hasSize(2);
        assertThat(database.rows("seen")).containsExactly(stored("two"));
        assertThat(users.made()).hasSize(1);
    }

    @Test
    void what_is_in_the_way_of_an_earlier_change_goes_earlier() throws InterruptedException {
        users.make(
                "CREATE TRIGGER onto AFTER DELETE ON seen BEGIN UPDATE menu SET name = (SELECT a FROM nowhere); END",
                "CREATE VIEW both AS SELECT name, line FROM menu, log",
                BROKEN);
        users.apply(
                Stream.concat(Stream.of("ALTER TABLE \"log\" RENAME COLUMN \"line\" TO \"text\""), Stream.of(REBUILD))
                        .toArray(String[]::new));
        assertThat(users.made()).hasSize(3);
        assertThat(database.rows("log", "text")).hasSize(1);
    }

    @Test
    void what_was_on_a_table_that_goes_for_good_goes_with_it() throws InterruptedException {
        users.make(
                TITLES,
                "CREATE INDEX by_name ON menu (name)",
                "CREATE TRIGGER ids AFTER INSERT ON menu BEGIN INSERT INTO seen VALUES (new.id); END");
        Catalog after = users.catalog().without(Shop.MENU.id());
        int attempts = sink.network.received().size();
        sink.mirror.apply(UsersDatabase.plan(after, UsersDatabase.steps("DROP TABLE IF EXISTS \"menu\"")), null);
        assertThat(sink.network.received()).hasSize(attempts + 1);
        assertThat(users.made()).containsExactly(TITLES);
        sink.transaction(20, line("two"));
        sink.flush();
    }

    @Test
    void an_index_with_the_name_of_one_that_comes_stops_the_sink() {
        users.make("CREATE INDEX menu_name ON menu (name)");
        assertThatThrownBy(() -> users.apply("CREATE INDEX \"menu_name\" ON \"menu\" (\"name\")"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContainingAll("menu_name already exists", "public.menu", "drop or rename");
    }

    @Test
    void what_is_made_and_dropped_between_the_attempts_is_seen() throws InterruptedException {
        users.make(BROKEN, TITLES);
        Deque<String> meanwhile = new ArrayDeque<>(List.of(
                "CREATE VIEW late AS SELECT name FROM menu",
                "DROP VIEW broken",
                "CREATE VIEW later AS SELECT gone FROM log"));
        Meddling target = new Meddling(database, meanwhile);
        Mirror mirror = mirrorOn(target);
        mirror.apply(
                UsersDatabase.plan(
                        users.catalog(UsersDatabase.DROP_NAME), UsersDatabase.steps(UsersDatabase.DROP_NAME)),
                null);
        assertThat(meanwhile).isEmpty();
        assertThat(users.made()).hasSize(3).noneMatch(sql -> sql.contains("broken"));
        assertThat(database.rows("menu")).containsExactly(stored(1));
    }

    @Test
    void one_who_makes_views_for_ever_stops_the_sink() throws InterruptedException {
        Deque<String> meanwhile = new ArrayDeque<>();
        for (int i = 0; i < 300; i++) {
            meanwhile.add("CREATE VIEW v" + i + " AS SELECT name FROM menu");
        }
        Mirror mirror = mirrorOn(new Meddling(database, meanwhile));
        assertThatThrownBy(() -> mirror.apply(
                        UsersDatabase.plan(
                                users.catalog(UsersDatabase.DROP_NAME), UsersDatabase.steps(UsersDatabase.DROP_NAME)),
                        null))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("changed by somebody else each time");
    }

    @ParameterizedTest
    @EnumSource
    void every_attempt_may_fail_and_is_applied_once(Fault fault) throws InterruptedException {
        users.make(BROKEN, TITLES, "CREATE INDEX by_name ON menu (name)");
        Sink again = Sink.through(
                Stream.of(Fault.NONE, fault, fault, Fault.NONE, fault, fault, fault, Fault.NONE, fault)
                        .iterator(),
                database);
        again.mirror.apply(
                UsersDatabase.plan(
                        users.catalog(UsersDatabase.DROP_NAME),
                        UsersDatabase.steps(UsersDatabase.DROP_NAME, "INSERT INTO log VALUES ('once')")),
                null);
        assertThat(database.rows("log")).containsExactly(stored("one"), stored("once"));
        assertThat(users.made()).hasSize(2);
    }

    @Test
    void a_row_is_set_aside_in_the_same_transaction() throws InterruptedException {
        users.make(BROKEN);
        database.execute("CREATE UNIQUE INDEX once ON log (line)");
        Sink setting = Sink.settingAside(5, database, Sink.LARGE);
        String insert = "INSERT INTO \"log\" SELECT value ->> 0 FROM json_each(?1)";
        RowStatement rows = new RowStatement("insert", insert, List.of("line"), List.of(), true, true);
        List<Step> steps = Stream.concat(
                        Stream.of(new Step(
                                Shop.LOG.id(),
                                "insert of 3 rows",
                                Statement.of(insert, SqlValue.of("[[\"two\"],[\"one\"],[\"three\"]]")),
                                rows)),
                        UsersDatabase.steps(UsersDatabase.DROP_NAME).stream())
                .toList();
        setting.mirror.apply(UsersDatabase.plan(users.catalog(UsersDatabase.DROP_NAME), steps), null);
        assertThat(database.rows("log")).containsExactly(stored("one"), stored("two"), stored("three"));
        assertThat(database.rows("_cdc_dead_letters")).hasSize(1);
        assertThat(users.made()).hasSize(2);
        assertThat(database.rows("menu")).containsExactly(stored(1));
    }

    private static Mirror mirrorOn(Target target) throws InterruptedException {
        Mirror mirror = Sink.mirrorOn(target);
        mirror.claim();
        return mirror;
    }

    /** Somebody is at the database, too: does one thing of the list before each transaction that changes its schema. */
    private record Meddling(SqliteTarget database, Deque<String> meanwhile) implements Target {

        @Override
        public Outcome commit(Transaction transaction) {
            if (!meanwhile.isEmpty()
                    && transaction.work().stream().anyMatch(one -> one.sql().equals(UsersDatabase.DROP_NAME))) {
                database.execute(meanwhile.remove());
            }
            return database.commit(transaction);
        }

        @Override
        public List<List<SqlValue>> query(Statement statement) throws TargetException {
            return database.query(statement);
        }

        @Override
        public String description() {
            return database.description();
        }

        @Override
        public void close() {}
    }
}
