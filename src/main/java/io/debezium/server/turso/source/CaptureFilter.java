package io.debezium.server.turso.source;

import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;

/** The connector's own filters of tables and columns, by its settings. */
public final class CaptureFilter {
    private final PostgresConnectorConfig config;
    private final boolean byRoot;

    CaptureFilter(PostgresConnectorConfig config, boolean byRoot) {
        this.config = config;
        this.byRoot = byRoot;
    }

    /** The publication that the connector streams by. */
    public String publication() {
        return config.publicationName();
    }

    /** Whether the connector leaves out an operation, such as {@code truncate}, by the user's will. */
    public boolean skips(String operation) {
        return config.getSkippedOperations().stream().anyMatch(skipped -> operation.startsWith(skipped.code()));
    }

    /** Whether the connector captures the table; that of its signals is for itself. */
    public boolean captures(TableId table) {
        io.debezium.relational.TableId id = new io.debezium.relational.TableId(null, table.schema(), table.name());
        return config.getTableFilters().dataCollectionFilter().isIncluded(id) && !config.isSignalDataCollection(id);
    }

    /** Whether the mirror has the table: a partitioned one with all its rows or, by the user's will, each partition. */
    public boolean mirrors(TableDefinition table) {
        return captures(table.id()) && !isOtherwise(table.partitioned(), table.partition());
    }

    /** Whether the rows of a table arrive as those of another one, above it or below. */
    boolean isOtherwise(boolean partitioned, boolean partition) {
        return byRoot() ? partition : partitioned;
    }

    /** Whether partitions arrive as their root. */
    boolean byRoot() {
        return byRoot;
    }

    /** Whether the connector captures the column of a captured table. */
    public boolean captures(TableId table, String column) {
        return config.getColumnFilter().matches(null, table.schema(), table.name(), column);
    }
}
