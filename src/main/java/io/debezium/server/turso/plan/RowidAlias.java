package io.debezium.server.turso.plan;

import java.util.List;

import io.debezium.server.turso.table.SchemaException;
import io.debezium.server.turso.table.TableShape;

/** The name under which a table's rowid can be reached: a column of the same name hides it. */
final class RowidAlias {
    private static final List<String> ALIASES = List.of("rowid", "_rowid_", "oid");

    private RowidAlias() {}

    /** Whether a column has taken one of the names: the Turso engine then reads {@code excluded.<name>} as the rowid. */
    static boolean isHidden(TableShape table) {
        return ALIASES.stream().anyMatch(alias -> table.findColumn(alias).isPresent());
    }

    static String of(TableShape table) {
        return ALIASES.stream()
                .filter(alias -> table.findColumn(alias).isEmpty())
                .findFirst()
                .orElseThrow(() -> new SchemaException("Table \"" + table.name()
                        + "\" has columns rowid, _rowid_ and oid, which hide SQLite's row identity. Rename one of "
                        + "them, or exclude it with debezium.source.column.exclude.list."));
    }
}
