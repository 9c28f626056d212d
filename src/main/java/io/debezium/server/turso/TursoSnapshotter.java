package io.debezium.server.turso;

import java.util.Map;
import java.util.TreeMap;

import io.debezium.bean.StandardBeanNames;
import io.debezium.bean.spi.BeanRegistry;
import io.debezium.bean.spi.BeanRegistryAware;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.spi.snapshot.Snapshotter;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot mode {@code initial}, made safe over restarts: a snapshot begins with a slot of its own, and what follows
 * it goes on only with the source, the slot and the position that belong together.
 *
 * <p>The connector makes it anew whenever it starts, also when it restarts by itself, once it has read the offset and
 * before it looks for the slot: the one moment in which the slot of an interrupted snapshot can go.
 */
public final class TursoSnapshotter implements Snapshotter, BeanRegistryAware {
    private @Nullable BeanRegistry beans;

    @Override
    public String name() {
        return ServerDefaults.SINK_TYPE;
    }

    @Override
    public void injectBeanRegistry(BeanRegistry registry) {
        beans = registry;
    }

    /**
     * Looks whether the mirror can go on, or clears the way for the snapshot if one is due.
     *
     * @throws io.debezium.server.turso.delivery.DeliveryException if neither can be; the connector ends at any exception that comes from here
     */
    @Override
    public void configure(Map<String, ?> properties) {
        if (beans == null) {
            return;
        }
        boolean resumes =
                beans.lookupByName(StandardBeanNames.OFFSETS, Offsets.class).getTheOnlyOffset() != null;
        Map<String, String> settings = new TreeMap<>();
        properties.forEach((name, value) -> settings.put(name, String.valueOf(value)));
        SourceGuard.check(
                settings,
                new ServerSettings(ConfigProvider.getConfig()),
                resumes ? SourceGuard::beforeStreaming : SourceGuard::beforeSnapshot);
    }

    @Override
    public boolean shouldSnapshotData(boolean offsetExists, boolean snapshotInProgress) {
        return !offsetExists || snapshotInProgress;
    }

    /** Postgres has no schema history that it would be for. */
    @Override
    public boolean shouldSnapshotSchema(boolean offsetExists, boolean snapshotInProgress) {
        return false;
    }

    @Override
    public boolean shouldStream() {
        return true;
    }

    @Override
    public boolean shouldSnapshotOnSchemaError() {
        return false;
    }

    @Override
    public boolean shouldSnapshotOnDataError() {
        return false;
    }
}
