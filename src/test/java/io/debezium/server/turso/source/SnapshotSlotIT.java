package io.debezium.server.turso.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

@ExtendWith(Bench.class)
class SnapshotSlotIT {

    @Test
    void aSlotThatIsNotThereIsFree(Database database) throws Exception {
        assertThat(clear(database, true)).isEqualTo(new SlotVerdict.Free());
        assertThat(clear(database, false)).isEqualTo(new SlotVerdict.Free());
    }

    @Test
    void theMirrorsOwnIdleSlotIsDropped(Database database) throws Exception {
        createSlot(database);
        assertThat(clear(database, true)).isEqualTo(new SlotVerdict.Cleared());
        assertThat(slots(database)).isZero();
    }

    @Test
    void anotherOnesIdleSlotStays(Database database) throws Exception {
        createSlot(database);
        assertThat(clear(database, false))
                .asInstanceOf(type(SlotVerdict.Foreign.class))
                .extracting(SlotVerdict.Foreign::sentence)
                .asString()
                .contains(
                        "Replication slot " + database.name(),
                        "debezium.source.slot.name",
                        "SELECT pg_drop_replication_slot('" + database.name() + "')");
        assertThat(slots(database)).isOne();
    }

    @Test
    void anotherOnesSlotThatIsReadFromStaysAndItsReaderIsNamed(Database database) throws Exception {
        try (Connection reader = database.connect()) {
            holdSlot(reader, database);
            assertThat(clear(database, false))
                    .asInstanceOf(type(SlotVerdict.Foreign.class))
                    .extracting(SlotVerdict.Foreign::sentence)
                    .asString()
                    .contains("in use by process", "of somebody else", "debezium.source.slot.name")
                    .doesNotContain("pg_drop_replication_slot");
            assertThat(slots(database)).isOne();
        }
    }

    @Test
    void theMirrorsOwnSlotStaysWhileItIsReadFrom(Database database) throws Exception {
        try (Connection reader = database.connect()) {
            holdSlot(reader, database);
            assertThatThrownBy(() -> clear(database, true)).isInstanceOf(SourceException.class);
            assertThat(slots(database)).isOne();
        }
    }

    private static SlotVerdict clear(Database database, boolean own) throws Exception {
        try (SourceDatabase source = SourceDatabases.open(database)) {
            return new SnapshotSlot(source).clear(own);
        }
    }

    private static void createSlot(Database database) throws SQLException {
        database.execute("SELECT pg_create_logical_replication_slot('" + database.name() + "', 'pgoutput')");
    }

    private static long slots(Database database) throws SQLException {
        return database.query("SELECT 1 FROM pg_replication_slots WHERE slot_name = '" + database.name() + "'")
                .size();
    }

    /** The slot of a session is in use for as long as that lives. */
    private static void holdSlot(Connection reader, Database database) throws SQLException {
        try (Statement statement = reader.createStatement()) {
            statement.execute("SET application_name = 'somebody else'");
            statement.execute("SELECT pg_create_logical_replication_slot('" + database.name()
                    + "', 'pgoutput', temporary => true)");
        }
    }
}
