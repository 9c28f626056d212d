package io.debezium.server.turso.bench.oracle;

import java.time.Duration;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@ExtendWith(Bench.class)
class OracleIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static void mirrorByHand(Database database, TursoServer turso) throws Exception {
        database.execute(
                "CREATE TABLE menu (id int PRIMARY KEY, dish text NOT NULL, price float8)",
                "INSERT INTO menu VALUES (1, 'soup', 0.1), (2, 'bread', NULL)",
                "CREATE SCHEMA sales",
                "CREATE TABLE sales.log (line text)",
                "INSERT INTO sales.log VALUES ('a'), ('a'), ('b')");
        turso.execute(
                "CREATE TABLE menu (id INTEGER PRIMARY KEY, dish TEXT NOT NULL, price REAL)",
                "INSERT INTO menu VALUES (1, 'soup', 0.1), (2, 'bread', NULL)",
                "CREATE TABLE sales_log (line TEXT)",
                "INSERT INTO sales_log VALUES ('a'), ('b'), ('a')",
                "CREATE TABLE _cdc_position (source TEXT PRIMARY KEY, commit_lsn INTEGER)");
    }

    @Test
    void aTrueMirrorPasses(Database database, TursoServer turso) throws Exception {
        mirrorByHand(database, turso);
        turso.execute("INSERT INTO _cdc_position VALUES ('test', 9223372036854775807)");

        Oracle.awaitMirror(database, turso, LIMIT);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(
                        named("a missing row", "DELETE FROM menu WHERE id = 2"),
                        "row [id=i:2] is missing in Turso 1 time"),
                arguments(
                        named("an extra row", "INSERT INTO menu VALUES (3, 'x', 1)"),
                        "row [id=i:3] is in Turso 1 time too"),
                arguments(
                        named("a changed value", "UPDATE menu SET dish = 'Soup' WHERE id = 1"),
                        "column dish: t:Soup in Turso"),
                arguments(
                        named("one unit in the last place", "UPDATE menu SET price = 0.10000000000000002 WHERE id = 1"),
                        "column price: r:"),
                arguments(
                        named("a changed storage class", "UPDATE menu SET dish = x'736f7570' WHERE id = 1"),
                        "b:736f7570 in"),
                arguments(
                        named("NULL for a value", "UPDATE menu SET price = NULL WHERE id = 1"),
                        "column price: NULL in Turso, not r:0.1"),
                arguments(named("a value for NULL", "UPDATE menu SET price = 0 WHERE id = 2"), "not NULL"),
                arguments(named("another key", "UPDATE menu SET id = 7 WHERE id = 2"), "row [id=i:7] is in Turso"),
                arguments(
                        named("a third duplicate", "INSERT INTO sales_log VALUES ('a')"),
                        "row [line=t:a] is in Turso 1 time"),
                arguments(
                        named("a lost duplicate", "DELETE FROM sales_log WHERE rowid = 1"),
                        "row [line=t:a] is missing"),
                arguments(named("a lost table", "DROP TABLE sales_log"), "sales.log: the table does not exist"),
                arguments(
                        named("a strange table", "CREATE TABLE other (id INTEGER)"),
                        "other: this table exists in Turso only"),
                arguments(named("a lost column", "ALTER TABLE menu DROP COLUMN price"), "column price does not exist"),
                arguments(
                        named("a strange column", "ALTER TABLE menu ADD COLUMN more TEXT"),
                        "column more exists in Turso only"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void oneFaultIsNoticed(String fault, String told, Database database, TursoServer turso) throws Exception {
        mirrorByHand(database, turso);
        turso.execute(fault);

        assertThat(Oracle.differences(database, turso))
                .anySatisfy(difference -> assertThat(difference).contains(told));
    }

    static Stream<Arguments> declarations() {
        return Stream.of(
                arguments(
                        named("a type", "id INTEGER PRIMARY KEY, dish BLOB NOT NULL"),
                        "dish is declared BLOB, not TEXT"),
                arguments(named("NOT NULL", "id INTEGER PRIMARY KEY, dish TEXT"), "dish may be NULL"),
                arguments(
                        named("the key", "id INTEGER NOT NULL, dish TEXT NOT NULL"),
                        "id is number 0 of the primary key"));
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void aWrongDeclarationIsNoticed(String columns, String told, Database database, TursoServer turso)
            throws Exception {
        database.execute("CREATE TABLE menu (id int PRIMARY KEY, dish text NOT NULL)");
        turso.execute("CREATE TABLE menu (" + columns + ")");

        assertThat(Oracle.differences(database, turso))
                .anySatisfy(difference -> assertThat(difference).contains(told));
    }

    static Stream<Arguments> indexes() {
        return Stream.of(
                arguments(
                        named("another order", "(id, dish DESC) WHERE dish IS NOT NULL"), "(\"id , \"dish DESC WHERE"),
                arguments(named("another direction", "(dish, id) WHERE dish IS NOT NULL"), "\"id WHERE"),
                arguments(named("all rows", "(dish, id DESC)"), "\"id DESC)"),
                arguments(named("the other rows", "(dish, id DESC) WHERE dish IS NULL"), "\"dish IS NULL)"),
                arguments(
                        named("those of another column", "(dish, id DESC) WHERE id IS NOT NULL"), "\"id IS NOT NULL)"));
    }

    @ParameterizedTest
    @MethodSource("indexes")
    void aWrongIndexOfAPartOfTheRowsIsNoticed(String index, String told, Database database, TursoServer turso)
            throws Exception {
        indexByHand(database, turso, index);

        assertThat(Oracle.differences(database, turso))
                .hasSize(2)
                .anySatisfy(difference -> assertThat(difference)
                        .contains("index menu_dish on (\"dish , \"id DESC WHERE \"dish IS NOT NULL) is not in Turso"))
                .anySatisfy(difference -> assertThat(difference).contains(told, "exists in Turso only"));
    }

    @Test
    void theSameIndexOfAPartOfTheRowsPasses(Database database, TursoServer turso) throws Exception {
        indexByHand(database, turso, "(\"dish\" ASC, id DESC) WHERE (\"dish\") IS NOT NULL");

        assertThat(Oracle.differences(database, turso)).isEmpty();
    }

    private static void indexByHand(Database database, TursoServer turso, String index) throws Exception {
        database.execute(
                "CREATE TABLE menu (id int PRIMARY KEY, dish text)",
                "CREATE INDEX menu_dish ON menu (dish, id DESC) WHERE dish IS NOT NULL");
        turso.execute(
                "CREATE TABLE menu (id INTEGER PRIMARY KEY, dish TEXT)", "CREATE INDEX menu_dish ON menu " + index);
    }

    @Test
    void anIndexOfWhichTursoHasNothingIsNoticed(Database database, TursoServer turso) throws Exception {
        database.execute("CREATE TABLE menu (id int PRIMARY KEY, dish text)", "CREATE INDEX menu_dish ON menu (dish)");
        turso.execute("CREATE TABLE menu (id INTEGER PRIMARY KEY, dish TEXT)");

        assertThat(Oracle.differences(database, turso))
                .singleElement()
                .asString()
                .contains("index menu_dish on (\"dish) is not in Turso");
    }
}
