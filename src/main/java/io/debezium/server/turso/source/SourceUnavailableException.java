package io.debezium.server.turso.source;

import io.debezium.server.turso.table.TableId;

/** The source did not answer a question without which the sink would have to guess. */
public final class SourceUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SourceUnavailableException(TableId table, Exception cause) {
        super(
                "Table " + table + " could not be looked up in Postgres' catalog (" + cause.getMessage()
                        + "). The position does not move. Start the server again when Postgres answers.",
                cause);
    }
}
