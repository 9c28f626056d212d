package io.debezium.server.turso;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.debezium.DebeziumException;
import io.debezium.server.turso.config.Settings;
import io.debezium.server.turso.config.TursoSinkConfig;
import io.debezium.server.turso.delivery.DeliveryException;
import io.debezium.server.turso.delivery.Retry;
import io.debezium.server.turso.delivery.SourceMemory;
import io.debezium.server.turso.guard.IdentityGuard;
import io.debezium.server.turso.guard.MirrorMark;
import io.debezium.server.turso.guard.SourceIdentity;
import io.debezium.server.turso.guard.Verdict;
import io.debezium.server.turso.source.PublicationCheck;
import io.debezium.server.turso.source.SlotUser;
import io.debezium.server.turso.source.SlotVerdict;
import io.debezium.server.turso.source.SnapshotSlot;
import io.debezium.server.turso.source.SourceDatabase;
import io.debezium.server.turso.source.SourceException;
import io.debezium.server.turso.source.SourceObservation;
import io.debezium.server.turso.sql.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks source and target whether they belong together, and does what the answer asks for.
 *
 * <p>What keeps it from an answer ends the server with a {@link DeliveryException}, which says what to do.
 */
final class SourceGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceGuard.class);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final SourceDatabase source;
    private final Target target;
    private final SourceMemory memory;

    private SourceGuard(SourceDatabase source, Target target, SourceMemory memory) {
        this.source = source;
        this.target = target;
        this.memory = memory;
    }

    /** What is asked of the guard. */
    @FunctionalInterface
    interface Check {
        /** Returns if the server may go on. */
        void by(SourceGuard guard) throws InterruptedException;
    }

    /**
     * Has the guard between the source of the settings {@code connector} and the target of {@code settings} make a check.
     * It may wait without limit; a server that is asked to end meanwhile does so at once.
     *
     * @throws DeliveryException if the server ends by it, which was told
     */
    static void check(Map<String, String> connector, Settings settings, Check check) {
        try {
            checkPromptly(connector, settings, check);
        } catch (DeliveryException e) {
            ServerExit.failed(LOG, e);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DebeziumException(e);
        }
    }

    private static void checkPromptly(Map<String, String> connector, Settings settings, Check check)
            throws InterruptedException {
        PromptExit exit = PromptExit.begin();
        try (SourceGuard guard = open(connector, settings)) {
            check.by(guard);
        } finally {
            exit.end();
        }
    }

    private static SourceGuard open(Map<String, String> connector, Settings settings) {
        TursoSinkConfig config = Startup.readConfig(settings);
        String topicPrefix = SourceNames.from(settings).topicPrefix();
        Target target = Startup.target(config);
        Retry retry = TursoSink.retry(target, config, topicPrefix);
        SourceMemory memory = new SourceMemory(target, retry, topicPrefix);
        try {
            return new SourceGuard(asking(() -> SourceDatabase.open(connector)), target, memory);
        } catch (DeliveryException e) {
            target.close();
            throw e;
        }
    }

    /** Returns when no other server of this mirror reads its slot: only then does the position stand still. */
    void awaitTurn() throws InterruptedException {
        if (isOwnSlot(memory.read().origin())) {
            Optional<SlotUser> user = asking(() -> SlotUser.find(source));
            user.ifPresent(SourceGuard::tellOfWaiting);
            while (user.isPresent()) {
                Thread.sleep(LOOK_AGAIN);
                user = asking(() -> SlotUser.find(source));
            }
        }
    }

    private static void tellOfWaiting(SlotUser user) {
        LOG.warn(
                "Replication slot {} is in use by {}: another server of this mirror runs. This one waits, and goes on when"
                        + " that one has ended. If none runs, its connection was lost: Postgres gives it up after"
                        + " wal_sender_timeout.",
                user.slot(),
                user.name());
    }

    /** Returns if the connector may go on from the position. */
    void beforeStreaming() throws InterruptedException {
        SourceObservation seen = asking(() -> SourceObservation.begin(source));
        MirrorMark mark = memory.read();
        switch (IdentityGuard.judge(mark, asking(() -> seen.complete(mark.origin())))) {
            case Verdict.Continues continues -> {}
            case Verdict.Promoted promoted -> {
                memory.remember(promoted.identity());
                LOG.info(
                        "Postgres is on timeline {} now, which has all that the mirror has: it continues",
                        promoted.identity().timeline());
            }
            case Verdict.Refused refused -> throw new DeliveryException(refused.sentence());
        }
        Optional<String> gone = asking(() -> PublicationCheck.gone(source));
        if (gone.isPresent()) {
            throw new DeliveryException(gone.get());
        }
    }

    /** Returns if the connector may take a snapshot, with a slot that it makes for it. */
    void beforeSnapshot() throws InterruptedException {
        boolean own = isOwnSlot(memory.read().origin());
        switch (asking(() -> new SnapshotSlot(source).clear(own))) {
            case SlotVerdict.Free free -> {}
            case SlotVerdict.Cleared cleared ->
                LOG.info(
                        "The replication slot of the earlier snapshot was dropped: a new snapshot begins with its own");
            case SlotVerdict.Foreign foreign -> throw new DeliveryException(foreign.sentence());
        }
        memory.remember(identity());
    }

    private boolean isOwnSlot(Optional<SourceIdentity> origin) {
        return origin.isPresent() && identity().isSameSlot(origin.get());
    }

    private SourceIdentity identity() {
        return asking(
                () -> SourceObservation.begin(source).complete(Optional.empty()).identity());
    }

    @Override
    public void close() {
        target.close();
        source.close();
    }

    private interface Question<T> {
        T ask() throws SourceException;
    }

    private static <T> T asking(Question<T> question) {
        try {
            return question.ask();
        } catch (SourceException e) {
            LOG.debug("The source does not answer", e);
            throw new DeliveryException(String.valueOf(e.getMessage()));
        }
    }
}
