package io.debezium.server.turso.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

import io.debezium.server.turso.type.ColumnMapping;
import io.debezium.server.turso.type.NotNull;
import io.debezium.server.turso.type.UnmappableValueException;
import org.apache.kafka.connect.data.Schema;

/** Maps a source table to the target table that mirrors it. */
public final class TableMapper {
    private final TableNaming naming;
    private final Function<Schema, ColumnMapping> types;

    /** {@code types} throws {@link UnmappableValueException} for a type that has no exact mapping. */
    public TableMapper(TableNaming naming, Function<Schema, ColumnMapping> types) {
        this.naming = naming;
        this.types = types;
    }

    /**
     * The mapping of {@code table}.
     *
     * @throws SchemaException if a name or a type cannot be mirrored
     */
    public MappedTable map(SourceTable table) {
        List<ColumnMapping> mappings = new ArrayList<>();
        List<ColumnShape> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (SourceColumn column : table.columns()) {
            ColumnMapping mapping = mappingOf(table.id(), column);
            String name = TableNaming.fold(column.name());
            requireNew(names, name, table.id());
            mappings.add(mapping);
            columns.add(new ColumnShape(name, mapping.declaredType(), NotNull.is(column.schema())));
        }
        List<String> key = table.key().stream().map(TableNaming::fold).toList();
        TableShape shape = new TableShape(requireUsable(table.id()), columns, key);
        return MappedTable.of(table, shape, mappings, keyIndexes(table));
    }

    private ColumnMapping mappingOf(TableId table, SourceColumn column) {
        try {
            return types.apply(column.schema());
        } catch (UnmappableValueException e) {
            throw new SchemaException("Column \"" + column.name() + "\" of table " + table + " " + e.getMessage()
                    + " The position does not move. Exclude the column with debezium.source.column.exclude.list="
                    + table + "." + column.name() + ", or change its type.");
        }
    }

    private static void requireNew(Set<String> names, String name, TableId table) {
        if (!names.add(name.toLowerCase(Locale.ROOT))) {
            throw new SchemaException("Table " + table + " has two columns that are \"" + name
                    + "\" in Turso, where names are case-insensitive. Rename one, or exclude it with "
                    + "debezium.source.column.exclude.list.");
        }
    }

    private String requireUsable(TableId table) {
        String name = TableNaming.fold(naming.nameOf(table));
        String lower = name.toLowerCase(Locale.ROOT);
        // A table called json_each would hide the function that every statement of the mirror calls.
        if (lower.startsWith("_cdc_") || lower.startsWith("sqlite_") || lower.equals("json_each")) {
            throw new SchemaException("Table " + table + " would become \"" + name
                    + "\" in Turso, a name that is reserved there. Set debezium.sink.turso.collection.name.format, "
                    + "or exclude the table with debezium.source.table.exclude.list.");
        }
        return name;
    }

    private static List<Integer> keyIndexes(SourceTable table) {
        List<String> names = table.columns().stream().map(SourceColumn::name).toList();
        for (String column : table.key()) {
            // Debezium keeps excluded columns in keys.
            if (!names.contains(column)) {
                throw new SchemaException("Column \"" + column + "\" is in the key of table " + table.id()
                        + " but not in its rows. Remove it from debezium.source.column.exclude.list, or choose another "
                        + "key with debezium.source.message.key.columns.");
            }
        }
        return table.key().stream().map(names::indexOf).toList();
    }
}
