package io.debezium.server.turso.type;

import io.debezium.server.turso.sql.SqlValue;

/** bit(n): its digits, most significant first. */
final class BitsMapping {
    /** bit(1), which Debezium makes a boolean. */
    static final ColumnMapping ONE = new ColumnMapping("TEXT", value -> SqlValue.of((Boolean) value ? "1" : "0"));

    private BitsMapping() {}

    /** Debezium sends the least significant byte first and drops trailing zero bytes. */
    static ColumnMapping of(int length) {
        return new ColumnMapping("TEXT", value -> SqlValue.of(digits(BytesMapping.bytes(value), length)));
    }

    private static String digits(byte[] littleEndian, int length) {
        StringBuilder out = new StringBuilder(length);
        for (int bit = length - 1; bit >= 0; bit--) {
            boolean set = bit / 8 < littleEndian.length && (littleEndian[bit / 8] >> bit % 8 & 1) == 1;
            out.append(set ? '1' : '0');
        }
        return out.toString();
    }
}
