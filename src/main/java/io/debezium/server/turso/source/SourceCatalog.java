package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;

/** The captured tables as the source's catalog had them when the server started, and as it has them when asked again. */
public final class SourceCatalog {
    private final Map<String, String> settings;
    private final Map<TableId, TableDefinition> tables = new LinkedHashMap<>();

    private SourceCatalog(Map<String, String> settings, Collection<TableDefinition> definitions) {
        this.settings = settings;
        definitions.forEach(definition -> tables.put(definition.id(), definition));
    }

    /**
     * The catalog as it is now.
     *
     * @throws SourceException if it cannot be read
     */
    public static SourceCatalog read(SourceDatabase source) throws SourceException {
        try {
            return new SourceCatalog(source.settings(), Definitions.on(source).all());
        } catch (SQLException e) {
            throw source.unreadable(e);
        }
    }

    /** The tables as they were when the server started. */
    public Collection<TableDefinition> tables() {
        return Collections.unmodifiableCollection(tables.values());
    }

    /**
     * Whether a table has a primary key, or an index as its replica identity. Asks the source anew unless it is known to
     * have one; a table that is gone counts as having one, since its last rows are about to go too.
     *
     * @throws SourceUnavailableException if the source cannot be asked
     */
    public boolean hasKey(TableId table) {
        TableDefinition known = tables.get(table);
        if (known != null && !known.key().isEmpty()) {
            return true;
        }
        try (SourceDatabase source = SourceDatabase.open(settings)) {
            return Definitions.on(source)
                    .find(table)
                    .map(found -> !found.key().isEmpty())
                    .orElse(true);
        } catch (SourceException | SQLException e) {
            throw new SourceUnavailableException(table, e);
        }
    }
}
