package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import io.debezium.server.turso.type.CatalogType;

/** Reads the types that users and extensions made from the source's catalog. */
public final class UserTypes {
    private static final String ALL = """
            SELECT t.oid::int8, b.typname, e.typname,
                CASE WHEN base.modifier >= 0 OR e.oid IS NULL THEN base.modifier ELSE under.modifier END
            FROM pg_type t
            CROSS JOIN LATERAL pg_temp.base_type(t.oid, -1) base
            JOIN pg_type b ON b.oid = base.type
            LEFT JOIN LATERAL pg_temp.base_type(b.typelem, -1) under ON b.typcategory = 'A'
            LEFT JOIN pg_type e ON e.oid = under.type
            WHERE t.oid >= 16384
            """;

    private UserTypes() {}

    /**
     * All of them under all domains, by identifier.
     *
     * @throws SourceException if the catalog cannot be read
     */
    public static Map<Integer, CatalogType> read(SourceDatabase source) throws SourceException {
        Map<Integer, CatalogType> types = new HashMap<>();
        try {
            Definitions.on(source);
            source.query(
                    ALL,
                    row -> types.put(
                            (int) row.getLong(1),
                            new CatalogType(row.getString(2), row.getInt(4), text(row.getString(3)))));
            return types;
        } catch (SQLException e) {
            throw source.unreadable(e);
        }
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
