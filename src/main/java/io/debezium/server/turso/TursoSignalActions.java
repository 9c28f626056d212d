package io.debezium.server.turso;

import java.util.Map;
import java.util.Optional;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.signal.actions.SignalAction;
import io.debezium.pipeline.signal.actions.SignalActionProvider;
import io.debezium.pipeline.source.snapshot.incremental.IncrementalSnapshotChangeEventSource;
import io.debezium.pipeline.spi.Partition;
import io.debezium.spi.schema.DataCollectionId;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * No action, but the place where the connector lets others see what carries out its signals, each time that it begins to
 * stream and before the first of them: incremental snapshots then read each table's own rows only.
 */
public final class TursoSignalActions implements SignalActionProvider {
    @Override
    public <P extends Partition> Map<String, SignalAction<P>> createActions(
            EventDispatcher<P, ? extends DataCollectionId> dispatcher,
            ChangeEventSourceCoordinator<P, ?> coordinator,
            CommonConnectorConfig config) {
        // The jar may lie beside another sink.
        if (ServerDefaults.SINK_TYPE.equals(config.getSnapshotModeCustomName())) {
            confine(dispatcher);
        }
        return Map.of();
    }

    private static <P extends Partition, T extends DataCollectionId> void confine(EventDispatcher<P, T> dispatcher) {
        IncrementalSnapshotChangeEventSource<P, T> snapshots = dispatcher.getIncrementalSnapshotChangeEventSource();
        if (snapshots != null) {
            dispatcher.setIncrementalSnapshotChangeEventSource(Optional.of(
                    new ConfinedSnapshots<>(snapshots, new ServerSettings(ConfigProvider.getConfig()).ofSource())));
        }
    }
}
