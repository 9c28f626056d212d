package io.debezium.server.turso.converter;

import io.debezium.connector.postgresql.UnchangedToastedReplicationMessageColumn;
import io.debezium.spi.converter.CustomConverter;
import org.jspecify.annotations.Nullable;

/** What the driver holds for a value, as the text that Postgres prints. */
final class TextConversion implements CustomConverter.Converter {
    private final String placeholder;

    TextConversion(String placeholder) {
        this.placeholder = placeholder;
    }

    @Override
    public @Nullable Object convert(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (UnchangedToastedReplicationMessageColumn.isUnchangedToastedValue(value)) {
            return placeholder;
        }
        return text(value);
    }

    /** What the driver holds prints itself; the default of a bit string is bytes, whose length is lost. */
    private static String text(Object value) {
        return value instanceof byte[] || value instanceof Boolean ? "" : value.toString();
    }
}
