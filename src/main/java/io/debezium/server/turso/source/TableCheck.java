package io.debezium.server.turso.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableNaming;

/** Whether each captured table can be mirrored. */
final class TableCheck {

    private TableCheck() {}

    static List<String> problems(List<CapturedTable> tables, CaptureFilter filter, TableNaming naming) {
        List<String> problems = new ArrayList<>();
        for (CapturedTable table : tables) {
            if (table.misidentified()) {
                problems.add(
                        "the replica identity of " + table.id() + " is an index other than its key, so deletes would"
                                + " not tell which row they mean: run ALTER TABLE "
                                + table.id().quoted()
                                + " REPLICA IDENTITY " + (table.primaryKey() ? "DEFAULT." : "FULL."));
            }
            if (!table.readable() && !filter.isOtherwise(table.partitioned(), table.partition())) {
                problems.add("the user may not read table " + table.id()
                        + ", which a snapshot does: run GRANT USAGE ON SCHEMA "
                        + Identifiers.quote(table.id().schema()) + " TO the user; GRANT SELECT ON "
                        + table.id().quoted()
                        + " TO the user; or add the table to debezium.source.table.exclude.list.");
            }
            if (table.id().isMisread()) {
                problems.add("the connector cannot read table " + table.id()
                        + " because of the quotes in its name or its schema's: rename that, or add it to"
                        + " debezium.source.table.exclude.list.");
            }
        }
        problems.addAll(collisions(
                tables.stream()
                        .filter(table -> !filter.isOtherwise(table.partitioned(), table.partition()))
                        .toList(),
                naming));
        return problems;
    }

    /** Of partitioned tables: the others are among the captured ones. */
    static List<String> partitionProblems(List<TableDefinition> tables) {
        List<String> problems = new ArrayList<>();
        for (TableDefinition table : tables) {
            if (table.partitioned() && !table.misidentified().isEmpty()) {
                problems.add("the replica identity of partitions of " + table.id()
                        + " has other columns than its key, so deletes would not tell which row they mean: run "
                        + table.identityRepair());
            }
            table.unsent().forEach(partition -> problems.add(partition.problem(table.id())));
        }
        return problems;
    }

    static List<String> warnings(List<CapturedTable> tables, CaptureFilter filter) {
        List<String> warnings = new ArrayList<>();
        Predicate<CapturedTable> blind = table -> !table.identifiable() && !table.unlogged() && !table.partitioned();
        String blindNames = names(tables, blind);
        if (!blindNames.isEmpty()) {
            warnings.add("Postgres will refuse updates and deletes of " + blindNames
                    + ": a published table needs a primary key or a replica identity. Run "
                    + tables.stream()
                            .filter(blind)
                            .map(table -> "ALTER TABLE " + table.id().quoted() + " REPLICA IDENTITY FULL;")
                            .collect(Collectors.joining(" ")));
        }
        String unlogged =
                names(tables, table -> table.unlogged() && !filter.isOtherwise(table.partitioned(), table.partition()));
        if (!unlogged.isEmpty()) {
            warnings.add("Changes of " + unlogged
                    + " will not arrive: the table is UNLOGGED. Run ALTER TABLE … SET LOGGED, or add it to"
                    + " debezium.source.table.exclude.list.");
        }
        truncated(tables, filter).ifPresent(warnings::add);
        return warnings;
    }

    private static Optional<String> truncated(List<CapturedTable> tables, CaptureFilter filter) {
        List<TableId> silent = filter.byRoot()
                ? tables.stream()
                        .filter(table -> table.partitioned() && !table.partition() && !table.tellsTruncates())
                        .map(CapturedTable::id)
                        .toList()
                : List.of();
        return silent.isEmpty()
                ? Optional.empty()
                : Optional.of("Postgres will not tell of a TRUNCATE of one partition of "
                        + silent.stream().map(TableId::toString).collect(Collectors.joining(", "))
                        + ", whose rows would stay in Turso; of one of the whole table it does. Where the event triggers are"
                        + " set up, run "
                        + silent.stream().map(TableCheck::telling).collect(Collectors.joining(" "))
                        + " Else use DELETE for a partition, or set debezium.source.publish.via.partition.root=false before"
                        + " the first start to have each partition as a table.");
    }

    /** The SQL by which truncated partitions are told of from then on. */
    private static String telling(TableId table) {
        return "SELECT turso_ddl.tell_truncates('" + table.quoted().replace("'", "''") + "');";
    }

    private static List<String> collisions(List<CapturedTable> tables, TableNaming naming) {
        List<String> problems = new ArrayList<>();
        Map<String, TableId> taken = new HashMap<>();
        Map<String, TableId> read = new HashMap<>();
        for (CapturedTable table : tables) {
            TableId twin = read.putIfAbsent(table.id().toString(), table.id());
            if (twin != null) {
                problems.add("the connector takes tables " + table.id().quoted() + " and " + twin.quoted()
                        + " for one, because of the dots in their names: rename one, or add both to"
                        + " debezium.source.table.exclude.list.");
            }
            String name = TableNaming.fold(naming.nameOf(table.id())).toLowerCase(Locale.ROOT);
            TableId other = taken.putIfAbsent(name, table.id());
            if (other != null) {
                problems.add(table.id() + " and " + other + " would both become table " + name
                        + " in Turso: tell them apart by debezium.sink.turso.collection.name.format, such as"
                        + " ${schema}_${table}, or add one to debezium.source.table.exclude.list.");
            }
        }
        return problems;
    }

    private static String names(List<CapturedTable> tables, Predicate<CapturedTable> which) {
        return tables.stream().filter(which).map(table -> table.id().toString()).collect(Collectors.joining(", "));
    }
}
