package io.debezium.server.turso;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oldest and the newest Postgres, and one between: set up, captured and mirrored as that of all other tests. */
class PostgresVersionsIT {

    @ParameterizedTest
    @ValueSource(ints = {14, 16, 18})
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void everyKindOfSchemaChangeIsFollowed(int major) throws Exception {
        Optional<PostgresServer> found = PostgresServer.startVersion(major);
        Assumptions.assumeTrue(
                found.isPresent(),
                "Postgres refuses to run as root, and this machine does not let it hide in a user namespace (unshare -U)");
        try (PostgresServer postgres = found.orElseThrow();
                LiveMirror mirror = LiveMirror.start(postgres, Map.of())) {
            for (SchemaChanges kind : SchemaChanges.all()) {
                mirror.run(kind.statements());
            }
            mirror.assertMirrors();
        }
    }
}
