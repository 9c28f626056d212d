package io.debezium.server.turso.type;

import java.util.Optional;

import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.sql.SqlValue;
import org.apache.kafka.connect.data.Schema;

/**
 * The default of a column as a literal for DDL, as far as Debezium's schema can be trusted.
 *
 * <p>Debezium shows a default that is an expression as its type's zero: 0, false, empty text, 1970, the nil UUID. A
 * zero may be meant or not, so none is taken. Text is cut at its first quote by Debezium (DEFAULT 'it''s' arrives as
 * "it"): where the catalog can be asked, ask it.
 */
final class DefaultLiteral {
    private DefaultLiteral() {}

    /**
     * The literal, as the target stores the value; empty if there is no default or it cannot be trusted.
     *
     * @param schema of the column that {@code mapping} was resolved for
     */
    static Optional<String> find(Schema schema, ColumnMapping mapping) {
        Object value = schema.defaultValue();
        if (value == null) {
            return Optional.empty();
        }
        SqlValue stored = mapping.writer().write(value);
        return isPlaceholder(stored) ? Optional.empty() : Optional.of(Identifiers.literal(stored));
    }

    private static boolean isPlaceholder(SqlValue stored) {
        return switch (stored) {
            case SqlValue.Null none -> true;
            case SqlValue.Int integer -> integer.value() == 0;
            case SqlValue.Real real -> real.value() == 0;
            case SqlValue.Text text -> isPlaceholder(text.value());
            case SqlValue.Blob blob -> blob.size() == 0;
        };
    }

    private static boolean isPlaceholder(String text) {
        return switch (text) {
            case "",
                    "{}",
                    "00000000-0000-0000-0000-000000000000",
                    "1970-01-01",
                    "00:00:00.000000",
                    "1970-01-01T00:00:00.000000",
                    "1970-01-01T00:00:00.000000Z",
                    "P0Y0M0DT0H0M0S" -> true;
            default -> text.matches("0(\\.0*)?");
        };
    }
}
