package io.debezium.server.turso.source;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(Bench.class)
class DdlCaptureStateIT {

    @Test
    void earlierTriggersServeAUserWhoMayNotReplaceThem(Database database) throws Exception {
        try (SourceDatabase source = SourceDatabases.open(database)) {
            assertThat(DdlCapture.prepare(source).secret()).isPresent();
        }
        String user = "plain_" + database.name();
        database.createRole(user, "secret");
        database.execute(
                "CREATE OR REPLACE FUNCTION turso_ddl.version() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
                "GRANT USAGE ON SCHEMA turso_ddl TO " + user,
                "GRANT SELECT ON turso_ddl.secret TO " + user,
                "GRANT EXECUTE ON FUNCTION turso_ddl.version() TO " + user);
        try (SourceDatabase source =
                SourceDatabases.open(database, "database.user", user, "database.password", "secret")) {
            DdlCapture.State state = DdlCapture.prepare(source);
            assertThat(state.secret()).isPresent();
            assertThat(state.advice()).hasValueSatisfying(advice -> assertThat(advice)
                    .contains("earlier version", "ddl-capture.sql", user));
        } finally {
            database.execute("DROP OWNED BY " + user);
            database.dropRole(user);
        }
    }
}
