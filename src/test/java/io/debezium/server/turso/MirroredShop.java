package io.debezium.server.turso;

import java.sql.SQLException;
import java.util.List;

import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.jspecify.annotations.Nullable;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.then;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A database whose mirror was complete when its server stopped, for tests of what may have changed until it starts again. */
final class MirroredShop implements AutoCloseable {
    static final String AGAIN = "debezium.sink.turso.snapshot.again";
    static final String SLOT = "debezium.source.slot.name";

    private final Database database;
    private final TursoServer turso;
    private final EmbeddedServer server;

    private MirroredShop(Database database, TursoServer turso) throws Exception {
        this.database = database;
        this.turso = turso;
        createTables(database);
        server = new EmbeddedServer(database, turso);
    }

    /** A new database of {@code postgres}, after its snapshot and one transaction more. */
    static MirroredShop start(PostgresServer postgres, TursoServer turso) throws Exception {
        MirroredShop shop = new MirroredShop(postgres.createDatabase(), turso);
        shop.snapshot();
        shop.mirror(1);
        return shop;
    }

    static void createTables(Database database) throws Exception {
        database.execute(
                "CREATE TABLE marker (id int PRIMARY KEY)",
                "CREATE TABLE item (id int PRIMARY KEY, name text)",
                "CREATE TABLE log (line text)",
                "ALTER TABLE log REPLICA IDENTITY FULL",
                "INSERT INTO item VALUES (1, 'one'), (2, 'two')",
                "INSERT INTO log VALUES ('first'), ('first')");
    }

    Database database() {
        return database;
    }

    /** Its name, and that of its slot. */
    String name() {
        return database.name();
    }

    void execute(String... sql) throws Exception {
        database.execute(sql);
    }

    /** What the mirror does not have yet, in a table with a key and in one without. */
    void changeAll() throws Exception {
        database.transaction(
                "INSERT INTO item VALUES (3, 'three')",
                "DELETE FROM item WHERE id = 1",
                "INSERT INTO log VALUES ('second'), ('second')");
    }

    /** Changes a setting for the runs that follow. */
    void set(String name, String value) {
        server.set(name, value);
    }

    void run(EmbeddedRun.Watch watch) throws Exception {
        server.run(watch);
    }

    /** Starts the sink, which runs until the engine is closed. */
    LiveEngine start() {
        return server.start();
    }

    /** One run, which ends when the initial snapshot is complete. */
    void snapshot() throws Exception {
        server.run(snapshotIs("COMPLETED")::test);
    }

    /** One more run, which ends when a new row of the table marker is mirrored. */
    void mirror(int marker) throws Exception {
        database.execute("INSERT INTO marker VALUES (" + marker + ")");
        server.run(then(changeOf("marker", marker), end())::test);
    }

    /** One more run, after which {@code mirror} has all there is. */
    void assertFollows(TursoServer mirror, int marker) throws Exception {
        mirror(marker);
        Oracle.assertMirrors(database, mirror);
    }

    void assertFollows(int marker) throws Exception {
        assertFollows(turso, marker);
    }

    /** A start before which nothing moves, and nobody takes the mirror over. */
    void assertRefusesToStart(String... sentences) throws Exception {
        List<List<@Nullable Object>> all = turso.query("SELECT * FROM _cdc_position");
        assertFails(record -> true, sentences);
        assertThat(turso.query("SELECT * FROM _cdc_position")).isEqualTo(all);
    }

    /** A start after which nothing has moved; one that gets as far as the tables has taken the mirror over. */
    void assertRefuses(String... sentences) throws Exception {
        assertFails(record -> false, sentences);
    }

    private void assertFails(EmbeddedRun.Watch watch, String... sentences) throws Exception {
        List<List<@Nullable Object>> position = position();
        List<List<@Nullable Object>> confirmed = slot("confirmed_flush_lsn::text");
        assertThatThrownBy(() -> server.run(watch)).satisfies(thrown -> {
            for (String sentence : sentences) {
                assertThat(thrown).hasStackTraceContaining(sentence);
            }
        });
        assertThat(position()).isEqualTo(position);
        assertThat(slot("confirmed_flush_lsn::text")).isEqualTo(confirmed);
    }

    /** The way out that the message names. The next run shows that no second snapshot follows. */
    void assertBeginsAnewOnce() throws Exception {
        server.set(AGAIN, "today");
        snapshot();
        Oracle.assertMirrors(database, turso);
        assertFollows(100);
    }

    List<List<@Nullable Object>> position() throws Exception {
        return turso.query(
                "SELECT commit_lsn, sequence, resume_offset, slot_lsn FROM _cdc_position WHERE source = 'turso'");
    }

    /** Columns of its slot in Postgres; no row if there is none. */
    List<List<@Nullable Object>> slot(String columns) throws Exception {
        return database.query("SELECT " + columns + " FROM pg_replication_slots WHERE slot_name = '" + name() + "'");
    }

    @Override
    public void close() throws SQLException {
        server.close();
        database.close();
    }
}
