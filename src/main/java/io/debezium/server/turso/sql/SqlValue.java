package io.debezium.server.turso.sql;

import java.util.Arrays;
import java.util.Base64;

/** A value as SQLite stores it: one of its five storage classes. */
public sealed interface SqlValue {

    /** SQL NULL. */
    record Null() implements SqlValue {}

    /** A 64-bit signed integer. */
    record Int(long value) implements SqlValue {}

    /** A finite double; NaN and the infinities are {@link Text} in this mirror, no target can take them in JSON. */
    record Real(double value) implements SqlValue {
        public Real {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("not finite: map NaN and infinities to text");
            }
        }

        /** Equal bit for bit: {@code -0.0} differs from {@code 0.0}. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Real that
                    && Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(that.value);
        }

        @Override
        public int hashCode() {
            return Double.hashCode(value);
        }
    }

    /** Unicode text without lone surrogates. */
    record Text(String value) implements SqlValue {}

    /** Bytes; immutable. */
    final class Blob implements SqlValue {
        private final byte[] bytes;

        private Blob(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Copies {@code bytes}. */
        public static Blob of(byte[] bytes) {
            return new Blob(bytes.clone());
        }

        /** A copy of the bytes. */
        public byte[] bytes() {
            return bytes.clone();
        }

        /** Number of bytes. */
        public int size() {
            return bytes.length;
        }

        /** Standard alphabet, no padding: servers borrow the string from the request, where "=" could be escaped. */
        public String toBase64() {
            return Base64.getEncoder().withoutPadding().encodeToString(bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Blob that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Blob[" + bytes.length + " bytes]";
        }
    }

    /** The one NULL. */
    Null NULL = new Null();

    /** An integer. */
    static SqlValue of(long value) {
        return new Int(value);
    }

    /** Text. */
    static SqlValue of(String value) {
        return new Text(value);
    }

    /** A copy of {@code bytes} as a blob. */
    static SqlValue of(byte[] bytes) {
        return Blob.of(bytes);
    }

    /** A finite double. */
    static SqlValue of(double value) {
        return new Real(value);
    }
}
