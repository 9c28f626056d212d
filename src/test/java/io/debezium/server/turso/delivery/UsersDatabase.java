package io.debezium.server.turso.delivery;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.plan.BatchPlan;
import io.debezium.server.turso.plan.ChangeCounts;
import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.ColumnShape;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableShape;

import static io.debezium.server.turso.delivery.Shop.dish;
import static io.debezium.server.turso.delivery.Shop.line;

/** The shop in a database in which users have made something, too. */
final class UsersDatabase implements AutoCloseable {
    static final String DROP_NAME = "ALTER TABLE \"menu\" DROP COLUMN \"name\"";
    static final String RENAME_NAME = "ALTER TABLE \"menu\" RENAME COLUMN \"name\" TO \"title\"";

    final SqliteTarget target = new SqliteTarget();
    final Sink sink;

    UsersDatabase() throws InterruptedException {
        sink = Sink.on(target);
        sink.transaction(10, dish(1, "Soup"), line("one"));
        sink.flush();
        target.execute("CREATE TABLE seen (what)");
    }

    /** What builds a table with these columns anew. */
    static String[] rebuild(String table, String columns) {
        return new String[] {
            "CREATE TABLE \"_cdc_rebuild\" (" + columns + ")",
            "INSERT INTO \"_cdc_rebuild\" SELECT * FROM " + table,
            "DROP TABLE IF EXISTS \"" + table + "\"",
            "ALTER TABLE \"_cdc_rebuild\" RENAME TO \"" + table + "\""
        };
    }

    void make(String... sql) {
        for (String one : sql) {
            target.execute(one);
        }
    }

    /** The texts of what is there and not the sink's. */
    List<String> made() {
        return target.select("SELECT sql FROM sqlite_master WHERE type <> 'table' AND sql IS NOT NULL").stream()
                .map(row -> ((SqlValue.Text) row.getFirst()).value())
                .toList();
    }

    /** The tables as they are, or are once the name has gone. */
    Catalog catalog(String... ddl) throws InterruptedException {
        Catalog now = sink.mirror.claim().catalog();
        TableShape menu = now.find(Shop.MENU.id()).orElseThrow();
        List<ColumnShape> left = menu.columns().stream()
                .filter(column ->
                        !List.of(ddl).contains(DROP_NAME) || !column.name().equals("name"))
                .toList();
        return now.with(Shop.MENU.id(), new TableShape(menu.name(), left, menu.primaryKey()));
    }

    /** {@code tables} with {@link #RENAME_NAME} done. */
    static Catalog renamed(Catalog tables) {
        TableShape menu = tables.find(Shop.MENU.id()).orElseThrow();
        List<ColumnShape> columns = menu.columns().stream()
                .map(column -> column.name().equals("name")
                        ? new ColumnShape("title", column.declaredType(), column.notNull())
                        : column)
                .toList();
        return tables.with(Shop.MENU.id(), new TableShape(menu.name(), columns, menu.primaryKey()));
    }

    /** The tables as they are, once the source has told of the menu as the table {@code oid}. */
    Catalog catalog(long oid) throws InterruptedException {
        Catalog tables = sink.mirror.claim().catalog();
        TableShape menu = tables.find(Shop.MENU.id()).orElseThrow();
        TableShape told =
                new TableShape(menu.name(), menu.columns(), menu.primaryKey(), oid, List.of(), false, menu.toldBy());
        Map<TableId, TableShape> changed = Map.of(Shop.MENU.id(), told);
        sink.mirror.apply(
                new BatchPlan(List.of(), tables.with(Shop.MENU.id(), told), changed, Set.of(), ChangeCounts.NONE),
                null);
        return sink.mirror.claim().catalog();
    }

    /** {@code tables} with another name of the menu in the target. */
    static Catalog as(String name, Catalog tables) {
        TableShape menu = tables.find(Shop.MENU.id()).orElseThrow();
        return tables.with(Shop.MENU.id(), menu.renamed(name));
    }

    void apply(String... ddl) throws InterruptedException {
        sink.mirror.apply(plan(catalog(ddl), steps(ddl)), null);
    }

    static List<Step> steps(String... sql) {
        return Stream.of(sql)
                .map(one -> new Step(Shop.MENU.id(), "schema change", Statement.of(one)))
                .toList();
    }

    static BatchPlan plan(Catalog after, List<Step> steps) {
        return new BatchPlan(steps, after, Map.of(), Set.of(), ChangeCounts.NONE);
    }

    @Override
    public void close() {
        target.close();
    }
}
