package io.debezium.server.turso.converter;

import io.debezium.connector.postgresql.UnchangedToastedReplicationMessageColumn;
import io.debezium.spi.converter.CustomConverter;
import org.jspecify.annotations.Nullable;

/** What the driver holds for a value, as the text that Postgres prints. */
final class TextConversion implements CustomConverter.Converter {
    private final String placeholder;
    private final boolean optional;

    TextConversion(String placeholder, boolean optional) {
        this.placeholder = placeholder;
        this.optional = optional;
    }

    @Override
    public @Nullable Object convert(@Nullable Object value) {
        if (value == null) {
            // An old row image without this column, or the default of a column: Connect takes no null here.
            return optional ? null : "";
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
