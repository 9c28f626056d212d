package io.debezium.server.turso.bench.program;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/** What one step of a program does. */
enum Step {
    CREATE_KEYED,
    CREATE_COMPOSITE_KEY,
    CREATE_KEYLESS,
    CREATE_PARTITIONED,
    CREATE_TABLE_AS,
    CREATE_TABLE_LIKE,
    INSERT,
    INSERT_MANY,
    INSERT_NULLS,
    UPSERT,
    UPDATE_SOME,
    UPDATE_ALL,
    UPDATE_KEY,
    UPDATE_BIG,
    DELETE_SOME,
    DELETE_ALL,
    TRUNCATE,
    ADD_COLUMN,
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
    ADD_PARTITION,
    ATTACH_PARTITION,
    ATTACH_AGAIN,
    DETACH_PARTITION,
    TRUNCATE_PARTITION,
    DROP_PARTITION,
    ADD_KEY,
    DROP_KEY,
    CHANGE_KEY,
    IDENTITY_FULL,
    RENAME_TABLE,
    SWAP_TABLES,
    SET_SCHEMA,
    DROP_TABLE,
    DROP_AND_CREATE_TABLE,
    CREATE_INDEX,
    CREATE_INDEX_DESCENDING,
    CREATE_UNIQUE_INDEX,
    CREATE_PARTIAL_INDEX,
    CREATE_EXPRESSION_INDEX,
    CREATE_CONDITIONAL_INDEX,
    DROP_INDEX,
    RENAME_INDEX,
    ENUM,
    DOMAIN,
    COMMENT,
    CHECK;

    private static final List<Step> ALL = List.of(values());
    private static final List<Step> CREATIONS = List.copyOf(EnumSet.range(CREATE_KEYED, CREATE_TABLE_AS));
    private static final List<Step> OF_PARTITIONS = List.copyOf(EnumSet.range(ADD_PARTITION, DROP_PARTITION));
    private static final List<Step> OF_ROWS = List.copyOf(EnumSet.range(INSERT, TRUNCATE));

    boolean isCreation() {
        return name().startsWith("CREATE_") && !name().contains("INDEX");
    }

    /** Half of the steps change rows; of the others a quarter moves partitions, where there are any. */
    static Step any(Random random, boolean partitioned) {
        if (random.nextBoolean()) {
            return pick(random, OF_ROWS);
        }
        return pick(random, partitioned && random.nextInt(4) == 0 ? OF_PARTITIONS : ALL);
    }

    static Step anyCreation(Random random) {
        return pick(random, CREATIONS);
    }

    private static Step pick(Random random, List<Step> steps) {
        return steps.get(random.nextInt(steps.size()));
    }
}
