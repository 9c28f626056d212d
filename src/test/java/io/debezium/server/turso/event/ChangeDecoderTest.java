package io.debezium.server.turso.event;

import java.util.List;
import java.util.Map;

import io.debezium.server.turso.bench.EventBuilder;
import io.debezium.server.turso.bench.EventTable;
import io.debezium.server.turso.table.TableId;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

import static io.debezium.server.turso.event.DecoderFixture.LOG;
import static io.debezium.server.turso.event.DecoderFixture.MENU;
import static io.debezium.server.turso.event.DecoderFixture.SIGNALS;
import static io.debezium.server.turso.event.DecoderFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChangeDecoderTest {
    private final DecoderFixture fixture = new DecoderFixture();
    private final EventBuilder events = fixture.events;
    private final ChangeDecoder decoder = fixture.decoder;

    @Test
    void aTransactionBeginsAndEndsUnderItsNumberAlone() {
        assertThat(decoder.decode(events.begin())).isEqualTo(new SourceEvent.Begin("701"));

        fixture.pass(events.insert(MENU, MENU.row(1, "tea", 3L)));

        SourceRecord end = events.end();
        SourceEvent.End ended = (SourceEvent.End) decoder.decode(end);
        assertThat(ended.transactionId()).isEqualTo("701");
        assertThat(ended.eventCount()).isEqualTo(1);
        assertThat(ended.position().commitLsn()).isEqualTo(events.lsn());
        assertThat(ended.position().committedAtMicros()).isEqualTo(EventBuilder.micros(events.now()));
    }

    @Test
    void theEndOffsetNeitherSearchesTheWalNorForgetsAnIncrementalSnapshot() {
        events.incrementalSnapshot("correlation_id", "7");
        fixture.pass(events.begin());

        SourceEvent.End end = (SourceEvent.End) decoder.decode(events.end());

        assertThat(end.position().offset())
                .isEqualTo(Map.of(
                        "lsn", events.lsn(),
                        "lsn_commit", events.lsn(),
                        "ts_usec", EventBuilder.micros(events.now()),
                        "txId", 701L,
                        "incremental_snapshot_correlation_id", "7"));
    }

    @Test
    void anInsertShowsTableTransactionAndCells() {
        fixture.pass(events.begin());

        SourceEvent.Changes changes = (SourceEvent.Changes) decoder.decode(events.insert(MENU, MENU.row(1, "tea", 3L)));

        assertThat(changes.transactionId()).isEqualTo("701");
        assertThat(changes.lsn()).isEqualTo(events.lsn());
        Change.Insert insert = (Change.Insert) changes.changes().getFirst();
        assertThat(insert.row()).isEqualTo(row(1, "tea", 3L));
        assertThat(insert.table().id()).isEqualTo(new TableId("public", "menu"));
        assertThat(insert.table().key()).containsExactly("id");
        assertThat(DecoderFixture.names(insert)).containsExactly("id", "name", "price");
    }

    @Test
    void anExplicitNullStaysNullWhateverTheDefault() {
        fixture.pass(events.begin());

        assertThat(fixture.change(events.insert(MENU, MENU.row(1, null, null))))
                .isInstanceOfSatisfying(
                        Change.Insert.class, insert -> assertThat(insert.row()).isEqualTo(row(1, null, null)));
    }

    @Test
    void theOldRowOfAKeyedTableComesAsItWasSent() {
        fixture.pass(events.begin());

        Change.Update update =
                (Change.Update) fixture.change(events.update(MENU, MENU.row(1, "tea", 3L), MENU.row(1, "coffee", 3L)));
        Change.Delete delete = (Change.Delete) fixture.change(events.delete(MENU, MENU.key(1)));

        assertThat(update.before()).isEqualTo(row(1, "tea", 3L));
        assertThat(update.after()).isEqualTo(row(1, "coffee", 3L));
        assertThat(delete.key()).isEqualTo(row(1));
    }

    @Test
    void theOldRowOfAKeylessTableIsWhole() {
        fixture.pass(events.begin());

        Change.Update update = (Change.Update) fixture.change(events.update(LOG, LOG.row("a"), LOG.row("b")));
        Change.Delete delete = (Change.Delete) fixture.change(events.deleteFull(LOG, LOG.row("b")));

        assertThat(update.table().id()).isEqualTo(new TableId("Sales Dept", "Log \"1\""));
        assertThat(update.table().key()).isEmpty();
        assertThat(update.before()).isEqualTo(row("a"));
        assertThat(delete.key().cells()).isEmpty();
        assertThat(delete.before()).isEqualTo(row("b"));
    }

    @Test
    void aKeyThatAdmitsNullIsNone() {
        EventTable table = EventTable.table("public", "u")
                .key("code", Schema.OPTIONAL_INT32_SCHEMA)
                .column("name", Schema.STRING_SCHEMA)
                .build();
        fixture.pass(events.begin());

        Change.Update update =
                (Change.Update) fixture.change(events.update(table, table.row(null, "a"), table.row(null, "b")));

        assertThat(update.table().key()).isEmpty();
        assertThat(update.before()).isEqualTo(row(null, "a"));
    }

    @Test
    void theCellsOfAKeyStandInKeyOrder() {
        EventTable table = EventTable.table("public", "pair")
                .key("b", Schema.INT32_SCHEMA)
                .key("a", Schema.STRING_SCHEMA)
                .build();
        fixture.pass(events.begin());

        Change.Delete delete = (Change.Delete) fixture.change(events.delete(table, table.key(2, "x")));

        assertThat(delete.table().key()).containsExactly("b", "a");
        assertThat(delete.key()).isEqualTo(row(2, "x"));
    }

    @Test
    void aTruncateShowsNoKey() {
        fixture.pass(events.begin());
        fixture.pass(events.insert(MENU, MENU.row(1, "tea", 3L)));

        Change truncate = fixture.change(events.truncate(MENU));

        assertThat(truncate).isInstanceOf(Change.Truncate.class);
        assertThat(truncate.table().id()).isEqualTo(new TableId("public", "menu"));
        assertThat(truncate.table().key()).isEmpty();
        assertThat(fixture.change(events.insert(MENU, MENU.row(2, "tea", 3L)))
                        .table()
                        .key())
                .containsExactly("id");
    }

    @Test
    void aTableIsTheSameObjectUntilItsSchemaChanges() {
        EventTable wider = EventTable.table("public", "menu")
                .key("id", Schema.INT32_SCHEMA)
                .column("added", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        fixture.pass(events.begin());

        Change first = fixture.change(events.insert(MENU, MENU.row(1, "tea", 3L)));
        Change second = fixture.change(events.insert(MENU, MENU.row(2, "tea", 3L)));
        Change third = fixture.change(events.insert(wider, wider.row(3, "x")));

        assertThat(second.table()).isSameAs(first.table());
        assertThat(DecoderFixture.names(third)).containsExactly("id", "added");
    }

    @Test
    void aRowOfAnIncrementalSnapshotIsAnInsertOutsideAnyTransactionsNumber() {
        fixture.pass(events.begin());

        SourceEvent.Changes changes =
                (SourceEvent.Changes) decoder.decode(events.incrementalRow(MENU, MENU.row(1, "tea", 3L)));

        assertThat(changes.transactionId()).isNull();
        assertThat(changes.lsn()).isZero();
        assertThat(changes.changes().getFirst()).isInstanceOf(Change.Insert.class);
    }

    @Test
    void whatAsksForNothingIsNothing() {
        fixture.pass(events.begin());
        SourceRecord delete = events.delete(MENU, MENU.key(1));
        fixture.pass(delete);

        List<SourceRecord> records = List.of(
                EventBuilder.tombstone(delete),
                events.heartbeat(), // between the last row and END
                events.message("audit", "whatever"),
                events.insert(SIGNALS, SIGNALS.row("1")),
                events.notification("Incremental Snapshot", "PAUSED", Map.of()));

        assertThat(records)
                .allSatisfy(record -> assertThat(decoder.decode(record)).isEqualTo(new SourceEvent.Nothing()));
        fixture.pass(events.end());
        assertThat(decoder.decode(events.heartbeat())).isEqualTo(new SourceEvent.Heartbeat());
    }

    @Test
    void aRestartedConnectorBeginsTheSameTransactionAgain() {
        fixture.pass(events.begin());
        fixture.pass(events.changeKey(MENU, MENU.key(1), MENU.row(2, "tea", 3L)).getFirst());

        assertThat(decoder.decode(events.begin())).isEqualTo(new SourceEvent.Begin("702"));
        assertThat(fixture.change(events.insert(MENU, MENU.row(1, "tea", 3L)))).isInstanceOf(Change.Insert.class);
    }

    @Test
    void aChangeOutsideItsTransactionIsRefusedByTopicAndLsnWithoutItsValues() {
        SourceRecord stray = events.insert(MENU, MENU.row(1, "secret", 3L));

        assertThatThrownBy(() -> decoder.decode(stray))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessageContaining("'p.public.menu'")
                .hasMessageContaining("1/80")
                .hasMessageContaining("provide.transaction.metadata=true")
                .hasMessageNotContaining("secret");
    }

    @Test
    void anEndWithoutItsBeginIsRefused() {
        assertThatThrownBy(() -> decoder.decode(events.end()))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessageContaining("not open");
    }

    @Test
    void anEndThatDoesNotStandAtItsCommitIsRefused() {
        fixture.pass(events.begin());
        SourceRecord end = events.end();
        Map<String, Object> offset = new java.util.HashMap<>(end.sourceOffset());
        offset.put("lsn_commit", 1L);
        SourceRecord implied = new SourceRecord(
                end.sourcePartition(), offset, end.topic(), end.keySchema(), end.key(), end.valueSchema(), end.value());

        assertThatThrownBy(() -> decoder.decode(implied)).isInstanceOf(UndecodableEventException.class);
    }

    @Test
    void anUnknownRecordIsRefused() {
        Schema schema =
                SchemaBuilder.struct().field("ddl", Schema.STRING_SCHEMA).build();
        SourceRecord ddl = new SourceRecord(
                Map.of(), Map.of("lsn", 16L), "p", schema, new Struct(schema).put("ddl", "DROP TABLE t"));

        assertThatThrownBy(() -> decoder.decode(ddl))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessageContaining("'p'")
                .hasMessageContaining("0/10")
                .hasMessageNotContaining("DROP");
    }

    @Test
    void anUnknownOperationIsRefused() {
        fixture.pass(events.begin());
        SourceRecord odd = events.insert(MENU, MENU.row(1, "tea", 3L));
        ((Struct) odd.value()).put("op", "x");

        assertThatThrownBy(() -> decoder.decode(odd))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessageContaining("unknown operation: x");
    }
}
