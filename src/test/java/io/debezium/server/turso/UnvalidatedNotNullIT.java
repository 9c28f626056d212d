package io.debezium.server.turso;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A NOT NULL that is not validated holds for new rows alone: those of before may be NULL (Postgres 18). */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class UnvalidatedNotNullIT {
    private static final String[] TABLES = {
        "CREATE TABLE early (id int PRIMARY KEY, a int, d date)",
        "INSERT INTO early VALUES (1, NULL, NULL), (2, 2, '2024-02-29')",
        "ALTER TABLE early ADD CONSTRAINT a_there NOT NULL a NOT VALID, ADD CONSTRAINT d_there NOT NULL d NOT VALID"
    };

    @Test
    void rowsThatAreNullStayUntilItIsValidated() throws Exception {
        Optional<PostgresServer> found = PostgresServer.startVersion(18);
        Assumptions.assumeTrue(
                found.isPresent(),
                "Postgres refuses to run as root, and this machine does not let it hide in a user namespace (unshare -U)");
        try (PostgresServer postgres = found.orElseThrow();
                LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.assertMirrors();
            mirror.run(List.of(
                    "CREATE TABLE late (id int, a int, b text) PARTITION BY RANGE (id)",
                    "CREATE TABLE low PARTITION OF late FOR VALUES FROM (0) TO (10)",
                    "ALTER TABLE late ADD PRIMARY KEY (id)",
                    "CREATE TABLE heir (more int) INHERITS (early)",
                    "ALTER TABLE heir ADD PRIMARY KEY (id)",
                    "INSERT INTO late VALUES (1, NULL, 'x'), (2, 2, NULL)",
                    "ALTER TABLE late ADD CONSTRAINT a_there NOT NULL a NOT VALID",
                    "ALTER TABLE low ADD CONSTRAINT b_there NOT NULL b NOT VALID",
                    "DELETE FROM early WHERE id = 2",
                    "UPDATE early SET a = 1, d = '2024-03-01'",
                    "ALTER TABLE early ADD e text",
                    "INSERT INTO early VALUES (3, 3, '2024-03-02', 'e')"));
            mirror.assertMirrors();
            mirror.run(List.of(
                    "UPDATE late SET a = 1 WHERE a IS NULL",
                    "ALTER TABLE late VALIDATE CONSTRAINT a_there",
                    "ALTER TABLE early VALIDATE CONSTRAINT a_there",
                    "INSERT INTO late VALUES (3, 3, 'z')"));
            mirror.assertMirrors();
        }
    }

    @Test
    void anIdentityOfSuchColumnsIsNoKey() throws Exception {
        Optional<PostgresServer> found = PostgresServer.startVersion(18);
        Assumptions.assumeTrue(
                found.isPresent(),
                "Postgres refuses to run as root, and this machine does not let it hide in a user namespace (unshare -U)");
        try (PostgresServer postgres = found.orElseThrow();
                LiveMirror mirror = LiveMirror.start(postgres, Map.of())) {
            mirror.await();
            mirror.run(List.of(
                    "CREATE TABLE late (a int UNIQUE, b text)",
                    "INSERT INTO late VALUES (NULL, 'x'), (NULL, 'y'), (1, 'z')",
                    "ALTER TABLE late ADD CONSTRAINT a_there NOT NULL a NOT VALID",
                    "ALTER TABLE late REPLICA IDENTITY USING INDEX late_a_key",
                    "INSERT INTO late VALUES (2, 'w')",
                    "ALTER TABLE late REPLICA IDENTITY FULL",
                    "DELETE FROM late WHERE b = 'x'",
                    "UPDATE late SET a = 3 WHERE b = 'y'",
                    "ALTER TABLE late VALIDATE CONSTRAINT a_there",
                    "ALTER TABLE late REPLICA IDENTITY USING INDEX late_a_key",
                    "UPDATE late SET b = 'v' WHERE a = 3"));
            mirror.assertMirrors();
        }
    }
}
