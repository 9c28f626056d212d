package io.debezium.server.turso.bench.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Writes the statements of a step, and changes the model as they change the tables; none where the step has no place. */
final class StepWriter {
    private final Random random;
    private final String prefix;
    private final List<ModelTable> tables;
    private final Supplier<String> names;
    private final ModelTable table;

    StepWriter(Random random, String prefix, List<ModelTable> tables, Supplier<String> names) {
        this.random = random;
        this.prefix = prefix;
        this.tables = tables;
        this.names = names;
        this.table = tables.isEmpty() ? new ModelTable("") : tables.get(random.nextInt(tables.size()));
    }

    List<String> write(Step step) {
        return switch (step) {
            case CREATE_KEYED -> create(1, true);
            case CREATE_COMPOSITE_KEY -> create(2, true);
            case CREATE_KEYLESS -> create(0, true);
            case CREATE_PARTITIONED -> createPartitioned();
            case CREATE_TABLE_AS -> createAs();
            case CREATE_TABLE_LIKE -> createLike();
            case INSERT,
                    INSERT_MANY,
                    INSERT_NULLS,
                    UPSERT,
                    UPDATE_SOME,
                    UPDATE_ALL,
                    UPDATE_KEY,
                    UPDATE_BIG,
                    DELETE_SOME,
                    DELETE_ALL,
                    TRUNCATE -> new RowWriter(random, table).write(step);
            case ADD_COLUMN,
                    ADD_COLUMN_DEFAULT,
                    ADD_COLUMN_REQUIRED,
                    ADD_COLUMN_VOLATILE,
                    ADD_COLUMN_IDENTITY,
                    ADD_COLUMN_GENERATED,
                    ADD_TWO_COLUMNS,
                    DROP_EXPRESSION,
                    DROP_COLUMN,
                    DROP_AND_ADD_COLUMN,
                    RENAME_COLUMN,
                    SWAP_COLUMNS,
                    CHANGE_CASE,
                    CHANGE_TYPE,
                    CHANGE_TYPE_USING,
                    FILL_AND_SET_NOT_NULL,
                    DROP_NOT_NULL,
                    SET_DEFAULT,
                    DROP_DEFAULT,
                    ENUM,
                    DOMAIN -> new ColumnWriter(random, table, names).write(step);
            case ADD_PARTITION, ATTACH_PARTITION, ATTACH_AGAIN, DETACH_PARTITION, TRUNCATE_PARTITION, DROP_PARTITION ->
                new PartitionWriter(random, tables, names).write(step);
            case ADD_KEY -> table.key.isEmpty() ? addKey() : List.of();
            // A key of a partitioned table has its partition key in it.
            case DROP_KEY -> table.key.isEmpty() || table.partitioned ? List.of() : dropKey();
            case CHANGE_KEY -> table.partitioned ? List.of() : changeKey();
            case IDENTITY_FULL -> List.of("ALTER TABLE " + table.name + " REPLICA IDENTITY FULL");
            case RENAME_TABLE -> renameTable();
            case SWAP_TABLES -> swapTables();
            case SET_SCHEMA -> setSchema();
            case DROP_TABLE -> dropTable();
            case DROP_AND_CREATE_TABLE -> dropAndCreate();
            case CREATE_INDEX,
                    CREATE_INDEX_DESCENDING,
                    CREATE_UNIQUE_INDEX,
                    CREATE_PARTIAL_INDEX,
                    CREATE_EXPRESSION_INDEX,
                    CREATE_CONDITIONAL_INDEX,
                    DROP_INDEX,
                    RENAME_INDEX -> new IndexStepWriter(random, table, names).write(step);
            case COMMENT -> List.of("COMMENT ON TABLE " + table.name + " IS 'changed'");
            case CHECK -> List.of("ALTER TABLE " + table.name + " ADD CHECK (1 = 1)");
        };
    }

    private List<String> create(int keys, boolean fill) {
        return create(new ModelTable(names.get()), keys, fill);
    }

    private List<String> create(ModelTable made, int keys, boolean fill) {
        for (int i = 0; i < keys; i++) {
            made.columns.put("k" + i, i == 0 ? ColumnKind.INTEGER : ColumnKind.anyKey(random));
            made.key.add("k" + i);
            made.required.add("k" + i);
        }
        for (int i = random.nextInt(4); i >= 0; i--) {
            made.columns.put("c" + i, ColumnKind.any(random));
        }
        tables.add(made);
        String columns = made.columns.entrySet().stream()
                .map(column -> column.getKey() + " " + column.getValue().type())
                .collect(Collectors.joining(", "));
        String key = keys == 0 ? "" : ", PRIMARY KEY (" + String.join(", ", made.key) + ")";
        String create = "CREATE TABLE " + made.name + " (" + columns + key + ")";
        String identity = "ALTER TABLE " + made.name + " REPLICA IDENTITY FULL";
        String insert = new RowWriter(random, made).insert(fill ? 3 : 1);
        return keys == 0 ? List.of(create, identity, insert) : List.of(create, insert);
    }

    private List<String> createPartitioned() {
        ModelTable made = new ModelTable(names.get());
        List<String> create = create(made, 1, true);
        made.partitioned = true;
        List<String> sql = new ArrayList<>();
        sql.add(create.getFirst() + " PARTITION BY RANGE (k0)");
        sql.addAll(new PartitionWriter(random, tables, names).all(made));
        sql.add("SELECT turso_ddl.tell_truncates('" + made.name + "')");
        sql.add(create.getLast());
        return sql;
    }

    private List<String> createAs() {
        ModelTable made = new ModelTable(names.get());
        made.columns.put("n", ColumnKind.INTEGER);
        made.columns.put("t", ColumnKind.TEXT);
        tables.add(made);
        return List.of(
                "CREATE TABLE " + made.name + " AS SELECT g AS n, 'as ' || g AS t FROM generate_series(1, 4) g",
                "ALTER TABLE " + made.name + " REPLICA IDENTITY FULL");
    }

    private List<String> createLike() {
        ModelTable made = table.copy();
        made.name = names.get();
        made.indexes.clear();
        made.partitions.clear();
        made.partitioned = false;
        made.key.clear();
        made.generated.clear();
        tables.add(made);
        return List.of(
                "CREATE TABLE " + made.name + " (LIKE " + table.name + ")",
                "ALTER TABLE " + made.name + " REPLICA IDENTITY FULL",
                new RowWriter(random, made).insert(2));
    }

    private List<String> addKey() {
        String name = names.get();
        table.columns.put(name, ColumnKind.INTEGER);
        table.key.add(name);
        table.required.add(name);
        return List.of(
                "ALTER TABLE " + table.name + " ADD COLUMN " + name + " serial",
                "ALTER TABLE " + table.name + " ADD PRIMARY KEY (" + name + ")");
    }

    private List<String> dropKey() {
        table.key.clear();
        return List.of(
                "DO $$ BEGIN EXECUTE (SELECT format('ALTER TABLE " + table.name + " DROP CONSTRAINT %I', conname) FROM"
                        + " pg_constraint WHERE conrelid = '" + table.name + "'::regclass AND contype = 'p'); END $$",
                "ALTER TABLE " + table.name + " REPLICA IDENTITY FULL");
    }

    private List<String> changeKey() {
        List<String> candidates = table.writable().stream()
                .filter(column -> table.required.contains(column) && !table.key.contains(column))
                .toList();
        if (table.key.isEmpty() || candidates.isEmpty()) {
            return List.of();
        }
        String drop = dropKey().getFirst();
        table.key.add(candidates.getFirst());
        return List.of(drop, "ALTER TABLE " + table.name + " ADD PRIMARY KEY (" + candidates.getFirst() + ")");
    }

    private List<String> renameTable() {
        String name = names.get();
        String sql = "ALTER TABLE " + table.name + " RENAME TO " + name;
        table.name = table.name.substring(0, table.name.indexOf('.') + 1) + name;
        return List.of(sql);
    }

    private List<String> swapTables() {
        ModelTable other = tables.get(random.nextInt(tables.size()));
        if (other == table || other.name.contains(".") || table.name.contains(".")) {
            return List.of();
        }
        String aside = names.get();
        String mine = table.name;
        table.name = other.name;
        other.name = mine;
        return List.of(
                "ALTER TABLE " + mine + " RENAME TO " + aside,
                "ALTER TABLE " + table.name + " RENAME TO " + mine,
                new RowWriter(random, other).insert(1),
                "ALTER TABLE " + aside + " RENAME TO " + table.name);
    }

    private List<String> setSchema() {
        String schema = table.name.contains(".") ? "public" : prefix + "_s";
        String sql = "ALTER TABLE " + table.name + " SET SCHEMA " + schema;
        table.name = (schema.equals("public") ? "" : schema + ".") + table.plainName();
        return List.of(sql);
    }

    private List<String> dropTable() {
        tables.remove(table);
        return List.of("DROP TABLE " + table.name);
    }

    private List<String> dropAndCreate() {
        tables.remove(table);
        List<String> create = create(new ModelTable(table.name), random.nextInt(2), false);
        return java.util.stream.Stream.concat(java.util.stream.Stream.of("DROP TABLE " + table.name), create.stream())
                .toList();
    }
}
