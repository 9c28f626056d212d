package io.debezium.server.turso.demo;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.server.MirrorSettings;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.bench.turso.TursoServer;

/** Starts Postgres, Turso and the lean server, changes a table and shows the mirror; ends with Ctrl-C. */
public final class Demo {
    private static final Duration PATIENCE = Waiting.PATIENCE;

    private Demo() {}

    /** Runs until the process is asked to end. */
    public static void main(String[] arguments) throws Exception {
        PostgresServer postgres = PostgresServer.start();
        TursoServer turso = TursoServer.start();
        Database database = postgres.createDatabase("shop");
        say("Postgres and Turso run. Creating the table menu in Postgres.");
        database.execute(
                "CREATE TABLE menu (id serial PRIMARY KEY, name text NOT NULL, price numeric(10,2))",
                "INSERT INTO menu (name, price) VALUES ('Pho', 8.50), ('Banh mi', 4.25), ('Bun cha', 7.00)");
        ServerProcess server = ServerProcess.lean(settings(database, turso));
        stopAtExit(server, turso, postgres);
        show(turso, 3, "The snapshot has arrived. Turso says:");
        database.transaction(
                "INSERT INTO menu (name, price) VALUES ('Che', 2.75)",
                "UPDATE menu SET price = 8.75 WHERE name = 'Pho'",
                "DELETE FROM menu WHERE name = 'Bun cha'",
                "INSERT INTO menu (name, price) VALUES ('Com tam', 6.50)");
        show(turso, 4, "One transaction later (2 inserts, 1 update, 1 delete), Turso says:");
        explain(postgres, database, turso);
        say("The server's log is " + server.logFile() + "\n\nCtrl-C stops everything.");
        new CountDownLatch(1).await();
    }

    private static Map<String, String> settings(Database database, TursoServer turso) {
        return MirrorSettings.of(database, turso);
    }

    private static void show(TursoServer turso, int rows, String heading) throws Exception {
        Waiting.until(
                rows + " rows to arrive",
                PATIENCE,
                () -> !turso.query("SELECT 1 FROM sqlite_master WHERE name = 'menu'")
                                .isEmpty()
                        && turso.query("SELECT id FROM menu").size() == rows);
        say(heading);
        turso.query("SELECT id, name, price FROM menu ORDER BY id")
                .forEach(row -> say(String.format("  %4s  %-10s %6s", row.get(0), row.get(1), row.get(2))));
    }

    private static void explain(PostgresServer postgres, Database database, TursoServer turso) {
        say("\nChange Postgres and look at Turso:\n");
        say("  PGPASSWORD=" + postgres.password() + " psql -h " + postgres.host() + " -p " + postgres.port() + " -U "
                + postgres.user() + " " + database.name());
        say("  curl -s " + turso.url() + "/v2/pipeline -d '{\"requests\":[{\"type\":\"execute\",\"stmt\":"
                + "{\"sql\":\"SELECT * FROM menu\",\"want_rows\":true}}]}'\n");
    }

    private static void stopAtExit(ServerProcess server, TursoServer turso, PostgresServer postgres) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.terminate();
                turso.close();
                postgres.close();
            } catch (java.io.IOException | InterruptedException e) {
                say("Not everything stopped cleanly: " + e.getMessage());
            }
        }));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
