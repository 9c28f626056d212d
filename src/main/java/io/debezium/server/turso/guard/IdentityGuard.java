package io.debezium.server.turso.guard;

import java.util.Optional;
import java.util.OptionalLong;

import io.debezium.server.turso.event.Position;

/** Decides whether a mirror can go on from its position, so that nothing is skipped and no two sources are mixed. */
public final class IdentityGuard {
    /** How to start over, to follow "or". */
    public static final String AGAIN =
            "set debezium.sink.turso.snapshot.again to a new value, such as today's date, and start the server: it then"
                    + " takes a new snapshot, which replaces all tables of the mirror at once when it is complete.";

    private IdentityGuard() {}

    /** The verdict on a mirror that has a position. */
    public static Verdict judge(MirrorMark mirror, SourceState source) {
        if (mirror.origin().isEmpty()) {
            return new Verdict.Refused(
                    "Turso at " + mirror.target() + " has a position of the mirror \"" + mirror.name()
                            + "\", but table _cdc_source does not say of which source: was its row deleted? Restore it, or "
                            + AGAIN);
        }
        SourceIdentity origin = mirror.origin().get();
        Optional<String> reason = otherSource(mirror, origin, source.identity())
                .or(() -> otherHistory(mirror, origin, source))
                .or(() -> unusableSlot(mirror, source));
        return reason.<Verdict>map(Verdict.Refused::new)
                .orElseGet(() -> origin.equals(source.identity())
                        ? new Verdict.Continues()
                        : new Verdict.Promoted(source.identity()));
    }

    private static Optional<String> otherSource(MirrorMark mirror, SourceIdentity origin, SourceIdentity now) {
        if (!origin.isSameDatabase(now)) {
            return Optional.of("The mirror \"" + mirror.name() + "\" in Turso at " + mirror.target() + " is of "
                    + describe(origin) + ", but debezium.source.* now names " + describe(now)
                    + ": they must not be mixed. Set debezium.source.* back; or give this source a Turso database of its"
                    + " own; or, to replace the mirror's contents, " + AGAIN);
        }
        if (!origin.isSameSlot(now)) {
            return Optional.of("The mirror \"" + mirror.name() + "\" continues from replication slot " + origin.slot()
                    + ", but debezium.source.slot.name is now " + now.slot()
                    + ", which does not have the changes since LSN " + Position.format(mirror.commitLsn())
                    + ". Set it back, or " + AGAIN);
        }
        return Optional.empty();
    }

    private static Optional<String> otherHistory(MirrorMark mirror, SourceIdentity origin, SourceState source) {
        long timeline = source.identity().timeline();
        if (origin.timeline() != timeline) {
            OptionalLong end = source.history().endOf(origin.timeline());
            if (end.isEmpty() || end.getAsLong() < mirror.commitLsn()) {
                return Optional.of("Postgres has lost transactions that Turso has: the mirror is at LSN "
                        + Position.format(mirror.commitLsn()) + " of timeline " + origin.timeline()
                        + ", but the server is on"
                        + " timeline " + timeline
                        + (end.isPresent()
                                ? ", which left that one before, at LSN " + Position.format(end.getAsLong())
                                : "")
                        + ". Was a standby promoted that had not received everything, or a backup restored? Connect to"
                        + " the server that has them, or " + AGAIN);
            }
        } else if (source.walEnd() < mirror.commitLsn()) {
            return Optional.of("Postgres has lost transactions that Turso has: the mirror is at LSN "
                    + Position.format(mirror.commitLsn()) + ", but the server's WAL ends before, at LSN "
                    + Position.format(source.walEnd())
                    + ". Was a backup restored? Connect to the server that has them, or "
                    + AGAIN);
        } else if (source.slot()
                .filter(slot -> !slot.lost() && slot.restartLsn() < mirror.slotLsn())
                .isPresent()) {
            return Optional.of("Postgres has gone back: replication slot "
                    + source.identity().slot()
                    + " begins at LSN " + Position.format(source.slot().get().restartLsn()) + ", but it was at LSN "
                    + Position.format(mirror.slotLsn()) + " before. Was the data directory restored from an older copy?"
                    + " What Turso has may never have happened there. Connect to the server that has it, or "
                    + AGAIN);
        }
        return Optional.empty();
    }

    private static Optional<String> unusableSlot(MirrorMark mirror, SourceState source) {
        String name = "Replication slot " + source.identity().slot();
        if (source.slot().isEmpty()) {
            return Optional.of(name + " is gone from Postgres, and with it the changes since LSN "
                    + Position.format(mirror.commitLsn())
                    + ", where the mirror is. Was it dropped, or a standby promoted that does not have it (from Postgres"
                    + " 17 on, debezium.source.slot.failover=true keeps it there)? To go on, " + AGAIN);
        }
        SlotState slot = source.slot().get();
        if (slot.lost()) {
            return Optional.of(name + " has lost WAL that Turso does not have yet, after LSN "
                    + Position.format(mirror.commitLsn()) + " (see max_slot_wal_keep_size). To go on, " + AGAIN);
        }
        if (slot.confirmedLsn() > mirror.commitLsn()) {
            return Optional.of(name + " is ahead of Turso: it begins at LSN " + Position.format(slot.confirmedLsn())
                    + ", the mirror is at LSN " + Position.format(mirror.commitLsn())
                    + ", and the changes between would be skipped. Was the slot dropped and made again, did another"
                    + " consumer read from it, or was Turso restored from an older backup? Restore the newer one, or "
                    + AGAIN);
        }
        return Optional.empty();
    }

    private static String describe(SourceIdentity identity) {
        return "database " + identity.database() + " of the Postgres with system identifier " + identity.system();
    }
}
