package io.debezium.server.turso.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.debezium.server.turso.sql.SqlValue;

/**
 * A value of Postgres and what the mirror makes of it: a line of {@code type-rows.tsv}.
 *
 * @param name what is special about it; unique
 * @param postgresType as in CREATE TABLE
 * @param literal as in INSERT, unquoted
 * @param declaredType as in the target's CREATE TABLE
 * @param stored what the target holds
 */
public record TypeRow(String name, String postgresType, String literal, String declaredType, SqlValue stored) {
    private static final String SETUP = "! ";

    /** Every row of the file, in its order. */
    public static List<TypeRow> all() {
        return lines().filter(line -> !line.startsWith("#") && !line.startsWith(SETUP))
                .map(TypeRow::parse)
                .toList();
    }

    /** The statements that make the types which Postgres does not have by itself. */
    public static String[] setup() {
        return lines().filter(line -> line.startsWith(SETUP))
                .map(line -> line.substring(SETUP.length()))
                .toArray(String[]::new);
    }

    private static Stream<String> lines() {
        try (InputStream in = TypeRow.class.getResourceAsStream("/type-rows.tsv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TypeRow parse(String line) {
        List<String> fields = List.of(line.split("\t", -1));
        if (fields.size() != 5) {
            throw new IllegalArgumentException("not five fields: " + line);
        }
        return new TypeRow(fields.get(0), fields.get(1), fields.get(2), fields.get(3), value(fields.get(4)));
    }

    private static SqlValue value(String literal) {
        if (literal.startsWith("x'")) {
            return SqlValue.of(HexFormat.of().parseHex(literal.substring(2, literal.length() - 1)));
        }
        if (literal.startsWith("'")) {
            return SqlValue.of(literal.substring(1, literal.length() - 1).replace("''", "'"));
        }
        return literal.matches("-?\\d+")
                ? SqlValue.of(Long.parseLong(literal))
                : SqlValue.of(Double.parseDouble(literal));
    }

    @Override
    public String toString() {
        return name;
    }
}
