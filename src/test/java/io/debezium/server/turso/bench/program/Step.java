package io.debezium.server.turso.bench.program;

import java.util.Random;

/** What one step of a program does. */
enum Step {
    CREATE_KEYED,
    CREATE_COMPOSITE_KEY,
    CREATE_KEYLESS,
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
    DROP_INDEX,
    RENAME_INDEX,
    ENUM,
    DOMAIN,
    COMMENT,
    CHECK;

    boolean isCreation() {
        return name().startsWith("CREATE_") && !name().contains("INDEX");
    }

    /** Half of the steps change rows. */
    static Step any(Random random) {
        Step[] all = values();
        return random.nextBoolean()
                ? all[INSERT.ordinal() + random.nextInt(TRUNCATE.ordinal() - INSERT.ordinal() + 1)]
                : all[random.nextInt(all.length)];
    }

    static Step anyCreation(Random random) {
        return values()[random.nextInt(CREATE_TABLE_AS.ordinal() + 1)];
    }
}
