package io.debezium.server.turso.bench.program;

import java.util.Random;

/** A type of column, its literals, and where ALTER COLUMN … TYPE may lead from it. */
enum ColumnKind {
    SMALL("smallint"),
    INTEGER("integer"),
    BIG("bigint"),
    TEXT("text"),
    SHORT_TEXT("varchar(40)"),
    BLANK_PADDED("char(6)"),
    COUNT("numeric(9,0)"),
    PRICE("numeric(10,2)"),
    EXACT("numeric"),
    RATIO("double precision"),
    FLAG("boolean"),
    DAY("date"),
    MOMENT("timestamptz"),
    SPAN("interval"),
    IDENTITY("uuid"),
    DOCUMENT("jsonb"),
    BYTES("bytea"),
    NUMBERS("integer[]"),
    WORDS("text[]");

    private final String type;

    ColumnKind(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    /** Whether rows can be told apart by it. */
    boolean isKey() {
        return switch (this) {
            case INTEGER, BIG, TEXT, SHORT_TEXT, COUNT -> true;
            default -> false;
        };
    }

    /** Whether an index over it means the same in SQLite. */
    boolean isOrdered() {
        return this != DOCUMENT && this != NUMBERS && this != WORDS;
    }

    /** A literal that is a constant to Postgres. */
    String literal(Random random) {
        int n = random.nextInt(200) - 40;
        return switch (this) {
            case SMALL, INTEGER, COUNT -> Integer.toString(n);
            case BIG -> Long.toString(n * 100_000_000_000L);
            case TEXT -> "'" + "tëxt \"" + n + "\" ".repeat(Math.floorMod(n, 4)) + "''x'";
            case SHORT_TEXT, BLANK_PADDED -> "'v" + n + "'";
            case PRICE -> n + "." + Math.floorMod(n, 10) + "5";
            case EXACT -> n + ".0" + Math.abs(n) + "00";
            case RATIO -> n + ".1e" + Math.floorMod(n, 20);
            case FLAG -> n % 2 == 0 ? "true" : "false";
            case DAY -> "'20" + (10 + Math.floorMod(n, 80)) + "-02-28'";
            case MOMENT -> "'2024-01-0" + (1 + Math.floorMod(n, 9)) + " 12:00:00." + Math.abs(n) + "+00'";
            case SPAN -> "'" + n + " days 3 hours'";
            case IDENTITY -> "'00000000-0000-4000-8000-000000000" + (100 + Math.abs(n)) + "'";
            case DOCUMENT -> "'{\"n\": " + n + ", \"list\": [1, null]}'";
            case BYTES -> "'\\x00ff" + (10 + Math.floorMod(n, 80)) + "'";
            case NUMBERS -> "'{" + n + ",NULL,3}'";
            case WORDS -> "'{a,\"b c\",\"" + n + "\"}'";
        };
    }

    /** An expression that is another for each row, as UPDATE and INSERT … SELECT use it. */
    String perRow(String number) {
        return switch (this) {
            case SMALL -> "((" + number + ") % 30000)::smallint";
            case INTEGER -> "(" + number + ")::int";
            case BIG -> "(" + number + ")::bigint * 3000000000";
            case TEXT, SHORT_TEXT -> "'row ' || " + number;
            case BLANK_PADDED -> "((" + number + ") % 1000)::text";
            case COUNT -> "((" + number + ") % 100000)::numeric";
            case PRICE, EXACT -> "(" + number + ") / 4.0";
            case RATIO -> "sqrt(abs(" + number + "))";
            case FLAG -> "(" + number + ") % 2 = 0";
            case DAY -> "date '2020-01-01' + ((" + number + ") % 1000)::int";
            case MOMENT -> "timestamptz '2020-01-01 00:00:00+00' + ((" + number + ") % 1000) * interval '1 hour'";
            case SPAN -> "((" + number + ") % 1000) * interval '1 minute' + interval '1 day'";
            case IDENTITY -> "md5((" + number + ")::text)::uuid";
            case DOCUMENT -> "jsonb_build_object('n', " + number + ")";
            case BYTES -> "decode(md5((" + number + ")::text), 'hex')";
            case NUMBERS -> "ARRAY[((" + number + ") % 1000)::int]";
            case WORDS -> "ARRAY['w', (" + number + ")::text]";
        };
    }

    /** Another type, for ALTER COLUMN … TYPE … USING. */
    ColumnKind next(Random random) {
        return switch (this) {
            case SMALL -> pick(random, INTEGER, BIG, COUNT);
            case INTEGER -> pick(random, BIG, TEXT, EXACT, COUNT);
            case BIG, COUNT -> pick(random, EXACT, TEXT);
            case PRICE -> pick(random, EXACT, RATIO, TEXT);
            case SHORT_TEXT -> pick(random, TEXT, BLANK_PADDED);
            case BLANK_PADDED -> pick(random, TEXT, SHORT_TEXT);
            case DAY -> pick(random, MOMENT, TEXT);
            case TEXT, EXACT, RATIO, FLAG, MOMENT, SPAN, IDENTITY, DOCUMENT, BYTES, NUMBERS, WORDS -> TEXT;
        };
    }

    static ColumnKind any(Random random) {
        return values()[random.nextInt(values().length)];
    }

    static ColumnKind anyKey(Random random) {
        return pick(random, INTEGER, INTEGER, BIG, TEXT, SHORT_TEXT, COUNT);
    }

    private static ColumnKind pick(Random random, ColumnKind... kinds) {
        return kinds[random.nextInt(kinds.length)];
    }
}
