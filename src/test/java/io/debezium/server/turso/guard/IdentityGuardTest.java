package io.debezium.server.turso.guard;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class IdentityGuardTest {
    private static final SourceIdentity SHOP = new SourceIdentity("7001", 3, "shop", "turso");
    private static final long POSITION = 0x2_0000_0100L;
    private static final MirrorMark MIRROR =
            new MirrorMark("turso", "http://db", Optional.of(SHOP), POSITION, POSITION - 50);
    private static final SlotState SLOT = new SlotState(POSITION, POSITION - 10, false);

    static Stream<Arguments> whatKeepsAMirrorFromGoingOn() {
        return Stream.of(
                arguments(
                        named("another server", source(new SourceIdentity("7002", 3, "shop", "turso"), SLOT)),
                        "is of database shop of the Postgres with system identifier 7001, but debezium.source.* now names"
                                + " database shop of the Postgres with system identifier 7002"),
                arguments(
                        named("another database", source(new SourceIdentity("7001", 3, "till", "turso"), SLOT)),
                        "now names database till"),
                arguments(
                        named("another slot", source(new SourceIdentity("7001", 3, "shop", "other"), SLOT)),
                        "continues from replication slot turso, but debezium.source.slot.name is now other"),
                arguments(
                        named(
                                "a WAL that ends too early",
                                new SourceState(SHOP, POSITION - 1, Optional.of(SLOT), TimelineHistory.none())),
                        "the mirror is at LSN 2/100, but the server's WAL ends before, at LSN 2/FF"),
                arguments(
                        named("a standby that lacks the last transactions", promoted(4, Map.of(3L, POSITION - 1))),
                        "at LSN 2/100 of timeline 3, but the server is on timeline 4, which left that one before, at LSN 2/FF"),
                arguments(
                        named("a backup of before the mirror's timeline", promoted(5, Map.of(2L, POSITION))),
                        "of timeline 3, but the server is on timeline 5. Was a standby"),
                arguments(named("no slot", source(SHOP, null)), "Replication slot turso is gone from Postgres"),
                arguments(
                        named("a slot without WAL", source(SHOP, new SlotState(POSITION, POSITION - 10, true))),
                        "Replication slot turso has lost WAL that Turso does not have yet, after LSN 2/100"),
                arguments(
                        named(
                                "a slot without WAL, of which Postgres no longer says where it began",
                                source(SHOP, new SlotState(POSITION, 0, true))),
                        "Replication slot turso has lost WAL that Turso does not have yet, after LSN 2/100"),
                arguments(
                        named("a slot that went back", source(SHOP, new SlotState(POSITION, POSITION - 51, false))),
                        "Postgres has gone back: replication slot turso begins at LSN 2/CD, but it was at LSN 2/CE before"),
                arguments(
                        named("a slot ahead", source(SHOP, new SlotState(POSITION + 1, POSITION - 10, false))),
                        "Replication slot turso is ahead of Turso: it begins at LSN 2/101, the mirror is at LSN 2/100"));
    }

    @ParameterizedTest
    @MethodSource("whatKeepsAMirrorFromGoingOn")
    void a_mirror_does_not_go_on_with(SourceState source, String sentence) {
        assertThat(IdentityGuard.judge(MIRROR, source))
                .asInstanceOf(type(Verdict.Refused.class))
                .extracting(Verdict.Refused::sentence)
                .asString()
                .contains(sentence)
                .endsWith(IdentityGuard.AGAIN);
    }

    @Test
    void a_mirror_does_not_go_on_if_nobody_knows_what_it_is_of() {
        assertThat(IdentityGuard.judge(
                        new MirrorMark("turso", "http://db", Optional.empty(), POSITION, 0), source(SHOP, SLOT)))
                .asInstanceOf(type(Verdict.Refused.class))
                .extracting(Verdict.Refused::sentence)
                .asString()
                .contains("_cdc_source");
    }

    @Test
    void a_mirror_goes_on_with_what_it_is_of() {
        assertThat(IdentityGuard.judge(MIRROR, source(SHOP, SLOT))).isEqualTo(new Verdict.Continues());
        assertThat(IdentityGuard.judge(MIRROR, source(SHOP, new SlotState(1, POSITION - 50, false))))
                .isEqualTo(new Verdict.Continues());
    }

    @Test
    void a_mirror_goes_on_with_a_standby_that_has_all_of_it_and_remembers_its_timeline() {
        assertThat(IdentityGuard.judge(MIRROR, promoted(5, Map.of(3L, POSITION, 4L, POSITION + 10))))
                .isEqualTo(new Verdict.Promoted(new SourceIdentity("7001", 5, "shop", "turso")));
    }

    @Test
    void a_history_is_read_as_postgres_writes_it() {
        String file = "1\t0/15D5870\tno recovery target specified\n\n# a remark\n2\t1/A0000000\tbefore 2026-01-01\n";
        TimelineHistory history = TimelineHistory.parse(file);
        assertThat(history.endOf(1)).hasValue(0x15D5870L);
        assertThat(history.endOf(2)).hasValue(0x1_A000_0000L);
        assertThat(history.endOf(3)).isEmpty();
    }

    private static SourceState promoted(long timeline, Map<Long, Long> ends) {
        SourceIdentity identity = new SourceIdentity("7001", timeline, "shop", "turso");
        return new SourceState(identity, POSITION + 100, Optional.of(SLOT), new TimelineHistory(ends));
    }

    private static SourceState source(SourceIdentity identity, @org.jspecify.annotations.Nullable SlotState slot) {
        return new SourceState(identity, POSITION, Optional.ofNullable(slot), TimelineHistory.none());
    }
}
