package io.debezium.server.turso.source;

import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.TypeRegistry;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.config.SourceSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** A type is dropped while the connector reads the columns of a table. */
@ExtendWith(Bench.class)
class VanishedTypeIT {

    /** The driver then has no name for it, which the connector's registry fails at: no failure of a connection. */
    @Test
    void theConnectorTriesAgain(Database database) {
        String setting = "internal.custom.retriable.exception";
        PostgresConnectorConfig config =
                new PostgresConnectorConfig(Configuration.from(SourceDatabases.settings(database))
                        .edit()
                        .with(setting, SourceSetting.standard(setting))
                        .build());
        TypeRegistry types = PostgresConnection.createTypeRegistry(config.getJdbcConfig());
        Throwable failure = catchThrowable(() -> types.get("public", null));
        assertThat(failure.getMessage())
                .matches(config.customRetriableException().orElseThrow());
    }
}
