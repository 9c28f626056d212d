package io.debezium.server.turso.converter;

import java.util.OptionalInt;

import io.debezium.spi.converter.RelationalColumn;
import org.jspecify.annotations.Nullable;

/** A column named c, as the connector shows it to a converter. */
record CapturedColumn(
        String typeName,
        int jdbcType,
        int nativeType,
        boolean isOptional,
        String dataCollection,
        @Nullable Object defaultValue)
        implements RelationalColumn {
    CapturedColumn(String typeName, int jdbcType, int nativeType, boolean isOptional) {
        this(typeName, jdbcType, nativeType, isOptional, "s.t", null);
    }

    @Override
    public String typeExpression() {
        return typeName;
    }

    @Override
    public OptionalInt length() {
        return OptionalInt.empty();
    }

    @Override
    public OptionalInt scale() {
        return OptionalInt.empty();
    }

    @Override
    public boolean hasDefaultValue() {
        return defaultValue != null;
    }

    @Override
    public String name() {
        return "c";
    }
}
