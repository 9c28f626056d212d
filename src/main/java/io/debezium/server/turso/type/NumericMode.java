package io.debezium.server.turso.type;

/** How numeric and money columns are declared and stored: option {@code numeric.mode}. */
public enum NumericMode {
    /** INTEGER or REAL where every value fits one exactly, else TEXT with every digit. */
    EXACT,
    /** Always TEXT. */
    TEXT,
    /** Always REAL: rounded to a double, for arithmetic in SQL. */
    REAL
}
