package io.debezium.server.turso.event;

import java.util.List;

import io.debezium.server.turso.bench.EventBuilder;
import io.debezium.server.turso.bench.EventTable;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.debezium.server.turso.event.DecoderFixture.MENU;
import static io.debezium.server.turso.event.DecoderFixture.PLACEHOLDER;
import static io.debezium.server.turso.event.DecoderFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyChangeTest {
    private final DecoderFixture fixture = new DecoderFixture();
    private final EventBuilder events = fixture.events;

    @BeforeEach
    void begin() {
        fixture.pass(events.begin());
    }

    @Test
    void deleteTombstoneAndCreateAreOneChange() {
        List<SourceRecord> halves = events.changeKey(MENU, MENU.key(1), MENU.row(2, PLACEHOLDER, 3L));

        assertThat(fixture.decoder.decode(halves.get(0))).isEqualTo(new SourceEvent.Nothing());
        assertThat(fixture.decoder.decode(halves.get(1))).isEqualTo(new SourceEvent.Nothing());
        Change.KeyChange change = (Change.KeyChange) fixture.change(halves.get(2));
        assertThat(change.oldKey()).isEqualTo(row(1));
        assertThat(change.after()).isEqualTo(row(2, Cell.UNAVAILABLE, 3L));
    }

    @Test
    void withoutTombstonesTooItIsOneChange() {
        List<SourceRecord> halves = events.changeKey(MENU, MENU.key(1), MENU.row(2, "tea", 3L));

        fixture.pass(halves.get(0));

        assertThat(fixture.change(halves.get(2))).isInstanceOf(Change.KeyChange.class);
    }

    @Test
    void ofAKeyThatAdmitsNullItIsAnUpdateOfTheWholeOldRow() {
        EventTable table = EventTable.table("public", "u")
                .key("code", Schema.OPTIONAL_INT32_SCHEMA)
                .build();
        List<SourceRecord> halves = events.changeKey(table, table.key(7), table.row((Object) null));

        fixture.pass(halves.get(0));

        Change.Update update = (Change.Update) fixture.change(halves.get(2));
        assertThat(update.before()).isEqualTo(row(7));
        assertThat(update.after()).isEqualTo(row((Object) null));
    }

    @Test
    void aSecondHalfAloneIsRefused() {
        SourceRecord create =
                events.changeKey(MENU, MENU.key(1), MENU.row(2, "tea", 3L)).get(2);

        assertThatThrownBy(() -> fixture.decoder.decode(create))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessageContaining("without the first");
    }

    @Test
    void anythingBetweenTheHalvesIsRefused() {
        fixture.pass(events.changeKey(MENU, MENU.key(1), MENU.row(2, "tea", 3L)).getFirst());
        List<SourceRecord> others = List.of(
                events.insert(MENU, MENU.row(3, "tea", 3L)),
                events.update(MENU, MENU.row(3, "tea", 3L)),
                events.truncate(MENU),
                events.end());

        assertThat(others).allSatisfy(other -> assertThatThrownBy(() -> fixture.decoder.decode(other))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessageContaining("between the two halves"));
    }
}
