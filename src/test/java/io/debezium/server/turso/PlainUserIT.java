package io.debezium.server.turso;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** A user who is no superuser mirrors with the rights that the documentation asks for, also what policies hide from others. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class PlainUserIT {
    private static final String USER = "plain_mirror";

    @BeforeEach
    void createUser(PostgresServer postgres) throws Exception {
        try (Database any = postgres.createDatabase()) {
            any.execute("CREATE ROLE " + USER + " LOGIN REPLICATION BYPASSRLS PASSWORD 'p'");
        }
    }

    @AfterEach
    void dropUser(PostgresServer postgres) throws Exception {
        try (Database any = postgres.createDatabase()) {
            any.dropRole(USER);
        }
    }

    @Test
    void rowsThatPoliciesHideFromOthersArrive(PostgresServer postgres) throws Exception {
        Database database = postgres.createDatabase();
        try (LiveMirror mirror = LiveMirror.start(
                database,
                Map.of("debezium.source.database.user", USER, "debezium.source.database.password", "p"),
                "CREATE TABLE secret (id int PRIMARY KEY, v text)",
                "INSERT INTO secret VALUES (1, 'a'), (2, 'b'), (3, 'c')",
                "CREATE POLICY first ON secret USING (id = 1)",
                "ALTER TABLE secret ENABLE ROW LEVEL SECURITY; ALTER TABLE secret FORCE ROW LEVEL SECURITY",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + USER,
                "CREATE PUBLICATION " + database.name() + " FOR ALL TABLES WITH (publish_via_partition_root = true)")) {
            mirror.run(List.of(
                    "UPDATE secret SET v = 'changed' WHERE id = 2",
                    "DELETE FROM secret WHERE id = 1",
                    "INSERT INTO secret VALUES (4, 'd')"));
            mirror.assertMirrors();
            assertThat(mirror.turso().query("SELECT id FROM secret")).hasSize(3);
        }
    }
}
