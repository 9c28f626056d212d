package io.debezium.server.turso.source;

import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.server.turso.table.TableId;

/** The connector's own filters of tables and columns, by its settings. */
public final class CaptureFilter {
    private final PostgresConnectorConfig config;

    CaptureFilter(PostgresConnectorConfig config) {
        this.config = config;
    }

    /** Whether the connector captures the table; that of its signals is for itself. */
    public boolean captures(TableId table) {
        io.debezium.relational.TableId id = new io.debezium.relational.TableId(null, table.schema(), table.name());
        return config.getTableFilters().dataCollectionFilter().isIncluded(id) && !config.isSignalDataCollection(id);
    }

    /** Whether the connector captures the column of a captured table. */
    public boolean captures(TableId table, String column) {
        return config.getColumnFilter().matches(null, table.schema(), table.name(), column);
    }
}
