package io.debezium.server.turso;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import io.debezium.server.turso.config.Settings;
import io.debezium.server.turso.config.TursoSinkConfig;
import io.debezium.server.turso.delivery.DeliveryException;
import io.debezium.server.turso.delivery.MirrorOffset;
import io.debezium.server.turso.sql.Target;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves Debezium the offset that was committed in Turso together with the rows, so that there is one truth.
 *
 * <p>What the engine wants to store is ignored: it lies inside transactions, where a restart would lose rows (dbz#1554,
 * dbz#76). Made by the engine, by name.
 */
public final class TursoOffsetBackingStore implements OffsetBackingStore {
    private static final Logger LOG = LoggerFactory.getLogger(TursoOffsetBackingStore.class);

    private @Nullable Target target;
    private @Nullable MirrorOffset offset;

    @Override
    public void configure(WorkerConfig worker) {
        Settings settings = new ServerSettings(ConfigProvider.getConfig());
        TursoSinkConfig config = Startup.readConfig(settings);
        Target reader = Startup.target(config);
        target = reader;
        String topicPrefix = SourceNames.from(settings).topicPrefix();
        offset = new MirrorOffset(
                reader, TursoSink.retry(reader, config, topicPrefix), topicPrefix, config.snapshotAgain());
    }

    /** Waits for Turso, and for another server of this mirror to end: later the engine gives the connector 40 s to start. */
    @Override
    public void start() {
        Settings settings = new ServerSettings(ConfigProvider.getConfig());
        SourceGuard.check(settings.ofSource(), settings, SourceGuard::awaitTurn);
    }

    @Override
    public void stop() {
        if (target != null) {
            target.close();
        }
    }

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        if (offset == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("not configured"));
        }
        try {
            @Nullable ByteBuffer value = offset.read();
            Map<ByteBuffer, ByteBuffer> values = new HashMap<>();
            if (value != null) {
                keys.forEach(key -> values.put(key, value.duplicate()));
            }
            return CompletableFuture.completedFuture(values);
        } catch (DeliveryException e) {
            ServerExit.failed(LOG, e);
            return CompletableFuture.failedFuture(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, @Nullable Callback<Void> callback) {
        if (callback != null) {
            callback.onCompletion(null, null);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        return Set.of();
    }
}
