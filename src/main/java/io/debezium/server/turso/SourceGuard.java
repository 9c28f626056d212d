package io.debezium.server.turso;

import java.util.Map;
import java.util.Optional;

import io.debezium.server.turso.config.Settings;
import io.debezium.server.turso.config.TursoSinkConfig;
import io.debezium.server.turso.delivery.DeliveryException;
import io.debezium.server.turso.delivery.SourceMemory;
import io.debezium.server.turso.guard.IdentityGuard;
import io.debezium.server.turso.guard.MirrorMark;
import io.debezium.server.turso.guard.SourceIdentity;
import io.debezium.server.turso.guard.Verdict;
import io.debezium.server.turso.source.SlotVerdict;
import io.debezium.server.turso.source.SnapshotSlot;
import io.debezium.server.turso.source.SourceDatabase;
import io.debezium.server.turso.source.SourceException;
import io.debezium.server.turso.source.SourceObservation;
import io.debezium.server.turso.sql.Target;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks source and target whether they belong together, and does what the answer asks for. */
final class SourceGuard {
    private static final Logger LOG = LoggerFactory.getLogger(SourceGuard.class);

    private final SourceDatabase source;
    private final SourceMemory memory;

    private SourceGuard(SourceDatabase source, SourceMemory memory) {
        this.source = source;
        this.memory = memory;
    }

    /**
     * Returns if the connector may go on.
     *
     * @param connector its settings
     * @param resumes whether it goes on from a position; else a snapshot is due
     * @throws DeliveryException if it must not; says what to do
     * @throws RetriableException if it may later
     */
    static void check(Map<String, String> connector, Settings settings, boolean resumes)
            throws SourceException, InterruptedException {
        TursoSinkConfig config = Startup.readConfig(settings);
        try (SourceDatabase source = SourceDatabase.open(connector);
                Target target = Startup.target(config)) {
            String topicPrefix = SourceNames.from(settings).topicPrefix();
            SourceMemory memory = new SourceMemory(target, TursoSink.retry(target, config, topicPrefix), topicPrefix);
            SourceGuard guard = new SourceGuard(source, memory);
            if (resumes) {
                guard.beforeStreaming();
            } else {
                guard.beforeSnapshot();
            }
        }
    }

    private void beforeStreaming() throws SourceException, InterruptedException {
        SourceObservation seen = SourceObservation.begin(source);
        MirrorMark mark = memory.read();
        switch (IdentityGuard.judge(mark, seen.complete(mark.origin()))) {
            case Verdict.Continues continues -> {}
            case Verdict.Promoted promoted -> {
                memory.remember(promoted.identity());
                LOG.info(
                        "Postgres is on timeline {} now, which has all that the mirror has: it continues",
                        promoted.identity().timeline());
            }
            case Verdict.Refused refused -> throw new DeliveryException(refused.sentence());
        }
    }

    private void beforeSnapshot() throws SourceException, InterruptedException {
        Optional<SourceIdentity> origin = memory.read().origin();
        SourceIdentity now =
                SourceObservation.begin(source).complete(Optional.empty()).identity();
        obey(new SnapshotSlot(source).clear(origin.filter(now::isSameSlot).isPresent()));
        memory.remember(now);
    }

    private static void obey(SlotVerdict verdict) {
        switch (verdict) {
            case SlotVerdict.Free free -> {}
            case SlotVerdict.Cleared cleared ->
                LOG.info(
                        "The replication slot of the earlier snapshot was dropped: a new snapshot begins with its own");
            case SlotVerdict.InUse inUse -> throw new RetriableException(inUse.sentence());
            case SlotVerdict.Foreign foreign -> throw new DeliveryException(foreign.sentence());
        }
    }
}
