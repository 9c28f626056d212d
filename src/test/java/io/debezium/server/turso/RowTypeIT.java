package io.debezium.server.turso;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A table has columns whose type is the rows of another one. */
@ExtendWith(Bench.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RowTypeIT {
    private static final String[] TABLES = {
        "CREATE TABLE menu (id int PRIMARY KEY, name text, gone int)",
        "CREATE TABLE visit (id int PRIMARY KEY, dish menu, more menu[])",
        "INSERT INTO visit VALUES (1, (1, 'Pho', 0), ARRAY[(2, 'Tea', 0)::menu])"
    };

    @Test
    void itsRowsGoAgainWhereTheOnesInThemPrintInAnotherWay(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.run(
                    List.of("ALTER TABLE menu ADD price int", "INSERT INTO visit VALUES (3, (3, 'Bun', 0, 7), '{}')"));
            mirror.assertMirrors();
            mirror.run(List.of("ALTER TABLE menu DROP gone"));
            mirror.assertMirrors();
        }
    }

    /** Whoever sends rows locks their table. */
    @Test
    void itsWritersDoNotHoldUpChangesThatLeaveItsRowsAsTheyAre(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES);
                Connection writer = mirror.database().connect();
                Statement write = writer.createStatement()) {
            writer.setAutoCommit(false);
            write.execute("INSERT INTO visit VALUES (2, (2, 'Tea', 0), NULL)");
            mirror.run(List.of(
                    "SET lock_timeout = '2s'",
                    "ALTER TABLE menu RENAME name TO called",
                    "ALTER TABLE menu ALTER called SET NOT NULL",
                    "ALTER TABLE menu ADD CHECK (id > 0)",
                    "ALTER TABLE menu RENAME TO card"));
            writer.commit();
            mirror.assertMirrors();
        }
    }
}
