package io.debezium.server.turso;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.then;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Types of extensions that not every server has: by the installed Postgres, where it has them. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ExtensionsIT {

    @Test
    void postGisGeometriesArriveWithTheirReferenceSystem(TursoServer turso) throws Exception {
        mirrors(
                "postgis",
                turso,
                "CREATE TABLE place (id int PRIMARY KEY, any_shape geometry, spot geometry(Point, 4326),"
                        + " high geometry(PointZ, 3857), round geography(Point, 4326), many geometry[])",
                "INSERT INTO place VALUES ($id, 'LINESTRING(0 0, 1 1)', 'SRID=4326;POINT(13.4 52.5)',"
                        + " 'SRID=3857;POINT Z (1 2 3)', 'POINT(-71 42)',"
                        + " ARRAY['SRID=4326;POINT(1 2)'::geometry, NULL]),"
                        + " ($id + 1, 'SRID=25832;POLYGON EMPTY', NULL, NULL, NULL, '{}'),"
                        + " ($id + 2, 'GEOMETRYCOLLECTION(POINT(0.1 1e300))', 'SRID=4326;POINT EMPTY', NULL,"
                        + " 'SRID=4326;POINT(180 -90)', NULL)");
    }

    @Test
    void vectorsArriveReadyForAnIndex(TursoServer turso) throws Exception {
        mirrors(
                "vector",
                turso,
                "CREATE TABLE word (id int PRIMARY KEY, v vector(3), h halfvec(2), s sparsevec(5), many vector(2)[])",
                "INSERT INTO word VALUES ($id, '[1,-0.1,3e-20]', '[0.5,65504]', '{1:1.5,5:-0.1}/5', '{\"[1,2]\"}'),"
                        + " ($id + 1, NULL, NULL, NULL, NULL)");
    }

    /** By snapshot and by stream; {@code insert} has its first key as {@code $id}. */
    private static void mirrors(String extension, TursoServer turso, String create, String insert) throws Exception {
        Optional<PostgresServer> installed = PostgresServer.startInstalled();
        assumeTrue(
                installed.isPresent(), "no Postgres is installed in /usr/lib/postgresql that could have " + extension);
        try (PostgresServer server = installed.get();
                Database database = server.createDatabase()) {
            boolean available = !database.query(
                            "SELECT 1 FROM pg_available_extensions WHERE name = '" + extension + "'")
                    .isEmpty();
            assumeTrue(available, "the installed Postgres does not have the extension " + extension);
            database.execute(
                    "CREATE EXTENSION " + extension,
                    "CREATE TABLE marker (id int PRIMARY KEY)",
                    create,
                    insert.replace("$id", "1"));
            try (EmbeddedServer embedded = new EmbeddedServer(database, turso)) {
                embedded.run(afterSnapshot(database, insert.replace("$id", "10")));
            }
            Oracle.assertMirrors(database, turso);
        }
    }

    private static EmbeddedRun.Watch afterSnapshot(Database database, String insert) {
        var last = then(changeOf("marker", 0), end());
        return record -> {
            if (snapshotIs("COMPLETED").test(record)) {
                database.execute(insert, "INSERT INTO marker VALUES (0)");
            }
            return last.test(record);
        };
    }
}
