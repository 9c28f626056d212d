package io.debezium.server.turso.event;

import java.util.Map;

import io.debezium.server.turso.bench.EventBuilder;
import io.debezium.server.turso.event.SourceEvent.SnapshotKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.debezium.server.turso.event.DecoderFixture.MENU;
import static io.debezium.server.turso.event.DecoderFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SnapshotTest {
    private final DecoderFixture fixture = new DecoderFixture();
    private final EventBuilder events = fixture.events;
    private final ChangeDecoder decoder = fixture.decoder;

    @Test
    void aSnapshotStartsWithItsFirstTableAndStandsAtOnePosition() {
        assertThat(decoder.decode(events.snapshotNotification("STARTED", null))).isEqualTo(new SourceEvent.Nothing());
        assertThat(decoder.decode(events.snapshotNotification("IN_PROGRESS", "INITIAL")))
                .isInstanceOfSatisfying(SourceEvent.SnapshotStarted.class, started -> assertThat(started.kind())
                        .isEqualTo(SnapshotKind.INITIAL));
        SourceEvent.SnapshotRow first = snapshotRow(1);
        assertThat(decoder.decode(events.snapshotNotification("IN_PROGRESS", "INITIAL")))
                .isEqualTo(new SourceEvent.Nothing());
        SourceEvent.SnapshotRow second = snapshotRow(2);

        assertThat(second.position()).isSameAs(first.position());
        assertThat(decoder.decode(events.snapshotNotification("COMPLETED", null)))
                .isEqualTo(new SourceEvent.SnapshotCompleted(first.position()));
        assertThat(first.position().offset())
                .isEqualTo(Map.of(
                        "lsn", events.lsn(),
                        "lsn_commit", events.lsn(),
                        "ts_usec", EventBuilder.micros(events.now()),
                        "txId", 700L));
    }

    private SourceEvent.SnapshotRow snapshotRow(int id) {
        return (SourceEvent.SnapshotRow) decoder.decode(events.snapshotRow(MENU, "true", MENU.row(id, "tea", 3L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTED", "COMPLETED", "ABORTED"})
    void anIncrementalSnapshotReadsNothingWhenItBeginsOrEnds(String type) {
        assertThat(decoder.decode(events.notification("Incremental Snapshot", type, Map.of())))
                .isEqualTo(new SourceEvent.TableScan("", SourceEvent.ScanState.ENDED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "first_in_data_collection", "true", "last_in_data_collection", "last"})
    void everyMarkerIsARow(String marker) {
        SourceEvent event = decoder.decode(events.snapshotRow(MENU, marker, MENU.row(1, null, null)));

        assertThat(event).isInstanceOfSatisfying(SourceEvent.SnapshotRow.class, read -> assertThat(
                        read.insert().row())
                .isEqualTo(row(1, null, null)));
    }

    @Test
    void anUnknownMarkerIsRefused() {
        assertThatThrownBy(() -> decoder.decode(events.snapshotRow(MENU, "false", MENU.row(1, null, null))))
                .isInstanceOf(UndecodableEventException.class);
    }

    @Test
    void aSnapshotWithoutRowsHasAPosition() {
        fixture.pass(events.snapshotNotification("STARTED", null));
        fixture.pass(events.snapshotNotification("IN_PROGRESS", "INITIAL"));

        SourceEvent.SnapshotCompleted completed =
                (SourceEvent.SnapshotCompleted) decoder.decode(events.snapshotNotification("COMPLETED", null));

        assertThat(completed.position().commitLsn()).isEqualTo(events.lsn());
    }

    @Test
    void aSnapshotThatStartsAgainStandsAtItsOwnPosition() {
        SourceEvent.SnapshotRow before = snapshotRow(1);
        fixture.pass(events.begin());
        fixture.pass(events.end());
        fixture.pass(events.snapshotNotification("STARTED", null));

        assertThat(decoder.decode(events.snapshotNotification("IN_PROGRESS", "INITIAL")))
                .isInstanceOfSatisfying(SourceEvent.SnapshotStarted.class, started -> assertThat(started.kind())
                        .isEqualTo(SnapshotKind.INITIAL));
        assertThat(snapshotRow(1).position().commitLsn())
                .isEqualTo(events.lsn())
                .isGreaterThan(before.position().commitLsn());
    }

    @Test
    void aBlockingSnapshotStandsBeforeTheTransactionItInterrupts() {
        fixture.pass(events.begin());
        Position before = ((SourceEvent.End) decoder.decode(events.end())).position();
        fixture.pass(events.begin());
        fixture.pass(events.insert(MENU, MENU.row(1, "tea", 3L)));
        fixture.pass(events.snapshotNotification("STARTED", null));

        assertThat(decoder.decode(events.snapshotNotification("IN_PROGRESS", "BLOCKING")))
                .isInstanceOfSatisfying(SourceEvent.SnapshotStarted.class, started -> assertThat(started.kind())
                        .isEqualTo(SnapshotKind.BLOCKING));
        assertThat(((SourceEvent.SnapshotRow) decoder.decode(events.blockingRow(MENU, "last", MENU.row(2, "x", 3L))))
                        .position())
                .isEqualTo(before);
        assertThat(decoder.decode(events.snapshotNotification("COMPLETED", null)))
                .isEqualTo(new SourceEvent.SnapshotCompleted(before));
        assertThat(decoder.decode(events.end())).isInstanceOf(SourceEvent.End.class);
    }

    @Test
    void aBlockingSnapshotInTheVeryFirstTransactionStandsWhereItBegan() {
        fixture.pass(events.begin());
        long began = events.lsn();
        fixture.pass(events.insert(MENU, MENU.row(1, "tea", 3L)));

        SourceEvent.SnapshotRow read =
                (SourceEvent.SnapshotRow) decoder.decode(events.blockingRow(MENU, "last", MENU.row(2, "x", 3L)));

        assertThat(read.position().commitLsn()).isEqualTo(began);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABORTED", "SKIPPED", "TABLE_SCAN_COMPLETED", "anything"})
    void otherNotificationsAreNothing(String type) {
        assertThat(decoder.decode(events.snapshotNotification(type, null))).isEqualTo(new SourceEvent.Nothing());
    }
}
