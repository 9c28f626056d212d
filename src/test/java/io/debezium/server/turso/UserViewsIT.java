package io.debezium.server.turso;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.turso.TursoException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Views, triggers and indexes that users make in Turso: schema changes go on, and take away only what has no place any more. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class UserViewsIT {
    private static final String[] TABLES = {
        "CREATE TABLE menu (id int PRIMARY KEY, name text, price int, note text)",
        "CREATE TABLE log (id int PRIMARY KEY, line text)",
        "INSERT INTO menu SELECT g, 'Dish ' || g, g, 'note ' || g FROM generate_series(1, 9) g",
        "INSERT INTO log SELECT g, 'line ' || g FROM generate_series(1, 9) g"
    };
    private static final String[] MADE = {
        "CREATE VIEW prices AS SELECT id, price FROM menu",
        "CREATE VIEW cheap (dish) AS SELECT id FROM prices WHERE id < 5",
        "CREATE VIEW notes AS SELECT id, note FROM menu",
        "CREATE VIEW lines AS SELECT \"line\" FROM \"log\"",
        "CREATE VIEW broken AS SELECT 1 FROM nowhere",
        "CREATE TRIGGER of_menu AFTER INSERT ON menu BEGIN UPDATE log SET line = line WHERE id = new.id AND line <> 'a;?'; END",
        "CREATE TRIGGER onto_menu AFTER UPDATE ON log BEGIN UPDATE menu SET name = name WHERE id = new.id; END",
        "CREATE TRIGGER of_notes AFTER INSERT ON log BEGIN UPDATE menu SET note = note WHERE id = new.id; END",
        "CREATE INDEX by_hand_id ON menu (id, name) WHERE id > 2",
        "CREATE INDEX by_hand_note ON menu (note)",
        "CREATE INDEX by_hand_lower ON menu (lower(name))"
    };

    @Test
    void schemaChangesGoOnAndLeaveThemThere(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.await();
            mirror.turso().execute(MADE);
            SortedSet<String> all = names(mirror);
            follows(mirror, "ALTER TABLE menu ALTER COLUMN price TYPE numeric(12,3)");
            assertThat(names(mirror)).isEqualTo(all);
            assertReadable(mirror, "prices", "cheap", "notes", "lines");
            follows(mirror, "ALTER TABLE menu DROP COLUMN note");
            all.removeAll(List.of("by_hand_note", "of_notes"));
            assertThat(names(mirror)).isEqualTo(all);
            assertReadable(mirror, "prices", "cheap", "lines");
            assertThatThrownBy(() -> mirror.turso().query("SELECT * FROM notes"))
                    .isInstanceOf(TursoException.class)
                    .hasMessageContaining("note");
            follows(mirror, "ALTER TABLE menu RENAME COLUMN price TO cost");
            assertReadable(mirror, "prices", "cheap", "lines");
            follows(mirror, "ALTER TABLE menu RENAME COLUMN name TO title");
            all.remove("by_hand_lower");
            assertThat(names(mirror)).isEqualTo(all);
            mirror.restartSink(Map.of());
            follows(mirror, "ALTER TABLE menu ALTER COLUMN title SET NOT NULL");
            assertReadable(mirror, "prices", "cheap", "lines");
            follows(mirror, "ALTER TABLE log RENAME TO journal");
            follows(mirror, "ALTER TABLE journal RENAME TO log");
            assertReadable(mirror, "lines");
            assertThat(names(mirror)).isEqualTo(all);
        }
    }

    @Test
    void aNewSnapshotLeavesThemThere(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.await();
            mirror.turso().execute(MADE);
            SortedSet<String> all = names(mirror);
            mirror.stopSink();
            mirror.run(List.of(
                    "ALTER TABLE menu ALTER COLUMN price TYPE numeric(12,3), ALTER COLUMN name SET NOT NULL",
                    "INSERT INTO menu VALUES (50, 'Tea', 7, '')"));
            mirror.restartSink(Map.of(MirroredShop.AGAIN, "today"));
            follows(mirror, "INSERT INTO menu VALUES (51, 'Rice', 7, '')");
            assertReadable(mirror, "prices", "cheap", "notes", "lines");
            assertThat(names(mirror)).isEqualTo(all);
        }
    }

    @Test
    void aLargeTransactionThatChangesTheSchemaLeavesThemThere(PostgresServer postgres) throws Exception {
        Map<String, String> small = Map.of("debezium.sink.turso.transaction.memory.bytes", "100000");
        try (LiveMirror mirror = LiveMirror.start(postgres, small, TABLES)) {
            mirror.await();
            mirror.turso().execute(MADE);
            SortedSet<String> all = names(mirror);
            follows(
                    mirror,
                    "BEGIN",
                    "INSERT INTO menu SELECT g, repeat('x', 100), g, '' FROM generate_series(1000, 5000) g",
                    "ALTER TABLE menu ALTER COLUMN price TYPE numeric(12,3)",
                    "INSERT INTO menu SELECT g, repeat('x', 100), g, '' FROM generate_series(6000, 9000) g",
                    "ALTER TABLE menu DROP COLUMN note",
                    "INSERT INTO log SELECT g, repeat('x', 100) FROM generate_series(1000, 5000) g",
                    "COMMIT");
            all.removeAll(List.of("by_hand_note", "of_notes"));
            assertThat(names(mirror)).isEqualTo(all);
            assertReadable(mirror, "prices", "cheap", "lines");
        }
    }

    @Test
    void aTableThatGoesTakesWhatIsOnItAndNothingElse(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.await();
            mirror.turso().execute(MADE);
            SortedSet<String> all = names(mirror);
            follows(mirror, "DROP TABLE menu", "INSERT INTO log VALUES (70, 'seventy')");
            all.removeAll(List.of("of_menu", "by_hand_id", "by_hand_note", "by_hand_lower", "onto_menu", "of_notes"));
            assertThat(names(mirror)).isEqualTo(all);
            assertReadable(mirror, "lines");
            follows(mirror, "ALTER TABLE log DROP COLUMN line", "ALTER TABLE log ADD COLUMN line text DEFAULT 'x'");
            assertReadable(mirror, "lines");
        }
    }

    @Test
    void whatIsOnATableThatIsRenamedAndBuiltAnewAtOnceFollowsIt(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.await();
            mirror.turso()
                    .execute(
                            "CREATE TRIGGER onto_menu AFTER UPDATE ON log BEGIN UPDATE menu SET name = name WHERE id = new.id; END",
                            "CREATE INDEX by_hand_line ON \"log\" (line DESC) WHERE id > 2",
                            "CREATE INDEX by_hand_lower ON log (lower(line))");
            SortedSet<String> all = names(mirror);
            follows(
                    mirror,
                    "BEGIN",
                    "ALTER TABLE log RENAME TO journal",
                    "ALTER TABLE journal ALTER COLUMN line SET NOT NULL",
                    "COMMIT");
            assertThat(names(mirror)).isEqualTo(all);
            follows(mirror, "ALTER TABLE journal ALTER COLUMN line DROP NOT NULL");
            assertThat(names(mirror)).isEqualTo(all);
        }
    }

    /** Has every table written to after the change. */
    private static void follows(LiveMirror mirror, String... sql) throws Exception {
        mirror.run(List.of(sql));
        mirror.assertMirrors();
        mirror.database()
                .execute(
                        "DO $$ DECLARE one name; BEGIN FOR one IN SELECT relname FROM pg_class WHERE relname IN ('menu',"
                                + " 'log', 'journal') LOOP EXECUTE format('UPDATE %I SET id = id + 1 WHERE id ="
                                + " (SELECT max(id) FROM %I)', one, one); EXECUTE format('INSERT INTO %I SELECT (jsonb_populate_record(t,"
                                + " jsonb_build_object(''id'', id + 100))).* FROM %I t WHERE id = (SELECT max(id) FROM %I)', one, one, one);"
                                + " EXECUTE format('DELETE FROM %I WHERE id = (SELECT min(id) FROM %I)', one, one); END LOOP; END $$");
        mirror.assertMirrors();
    }

    private static void assertReadable(LiveMirror mirror, String... views) throws Exception {
        for (String view : views) {
            assertThat(mirror.turso().query("SELECT * FROM " + view)).isNotNull();
        }
    }

    /** What is there and was made by hand. */
    private static SortedSet<String> names(LiveMirror mirror) throws Exception {
        SortedSet<String> names = new TreeSet<>();
        mirror.turso()
                .query(
                        "SELECT name FROM sqlite_schema WHERE type <> 'table' AND sql IS NOT NULL AND tbl_name NOT LIKE '\\_cdc%'"
                                + " ESCAPE '\\'")
                .forEach(row -> names.add(Objects.toString(row.getFirst())));
        return names;
    }
}
