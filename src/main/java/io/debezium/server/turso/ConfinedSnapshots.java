package io.debezium.server.turso;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.debezium.pipeline.signal.SignalPayload;
import io.debezium.pipeline.signal.actions.snapshotting.AdditionalCondition;
import io.debezium.pipeline.signal.actions.snapshotting.AdditionalCondition.AdditionalConditionBuilder;
import io.debezium.pipeline.signal.actions.snapshotting.SnapshotConfiguration;
import io.debezium.pipeline.source.snapshot.incremental.IncrementalSnapshotChangeEventSource;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.pipeline.spi.Partition;
import io.debezium.server.turso.source.OwnRows;
import io.debezium.spi.schema.DataCollectionId;

/**
 * The connector's incremental snapshots, each table without the rows of those that inherit from it: its queries lack the
 * ONLY, and the rows would be in the mirror twice, for good.
 *
 * <p>A signal may bring conditions; each gets another one, which the connector keeps in its offset with them.
 */
final class ConfinedSnapshots<P extends Partition, T extends DataCollectionId>
        implements IncrementalSnapshotChangeEventSource<P, T> {
    private final IncrementalSnapshotChangeEventSource<P, T> connectors;
    private final Map<String, String> settings;

    /** {@code settings} are the connector's, without the prefix {@code debezium.source.}. */
    ConfinedSnapshots(IncrementalSnapshotChangeEventSource<P, T> connectors, Map<String, String> settings) {
        this.connectors = connectors;
        this.settings = Map.copyOf(settings);
    }

    @Override
    public void addDataCollectionNamesToSnapshot(SignalPayload<P> signal, SnapshotConfiguration asked)
            throws InterruptedException {
        SnapshotConfiguration.Builder confined = SnapshotConfiguration.Builder.builder()
                .dataCollections(asked.getDataCollections())
                .surrogateKey(asked.getSurrogateKey());
        // The first condition whose pattern matches is a table's.
        OwnRows.all(settings).stream()
                .filter(rows -> isNamed(rows, asked.getDataCollections()))
                .forEach(rows -> confined.addCondition(confine(rows, asked)));
        asked.getAdditionalConditions().forEach(confined::addCondition);
        connectors.addDataCollectionNamesToSnapshot(signal, confined.build());
    }

    private static boolean isNamed(OwnRows rows, List<String> collections) {
        String name = rows.table().toString();
        return collections.stream().anyMatch(each -> isSpelling(each, name) || Pattern.matches(each, name));
    }

    /** The connector takes off the quotes of a name that no pattern has matched, after it has chosen the condition. */
    private static boolean isSpelling(String collection, String name) {
        return collection.replace("\"", "").equals(name.replace("\"", ""));
    }

    private static AdditionalCondition confine(OwnRows rows, SnapshotConfiguration asked) {
        String name = rows.table().toString();
        Optional<String> filter = asked.getAdditionalConditions().stream()
                .filter(condition -> condition.getDataCollection().matcher(name).matches())
                .map(AdditionalCondition::getFilter)
                .filter(text -> !text.isEmpty())
                .findFirst();
        String spellings = Stream.concat(
                        Stream.of(name), asked.getDataCollections().stream().filter(each -> isSpelling(each, name)))
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return AdditionalConditionBuilder.builder()
                .dataCollection(Pattern.compile(spellings))
                .filter(rows.condition()
                        + filter.map(text -> " AND (" + text + ")").orElse(""))
                .build();
    }

    @Override
    public void init(P partition, OffsetContext offset) {
        connectors.init(partition, offset);
    }

    @Override
    public void closeWindow(P partition, String id, OffsetContext offset) throws InterruptedException {
        connectors.closeWindow(partition, id, offset);
    }

    @Override
    public void pauseSnapshot(P partition, OffsetContext offset) throws InterruptedException {
        connectors.pauseSnapshot(partition, offset);
    }

    @Override
    public void resumeSnapshot(P partition, OffsetContext offset) throws InterruptedException {
        connectors.resumeSnapshot(partition, offset);
    }

    @Override
    public void requestStopSnapshot(
            P partition, OffsetContext offset, Map<String, Object> more, List<String> collections) {
        connectors.requestStopSnapshot(partition, offset, more, collections);
    }

    @Override
    public void processMessage(P partition, DataCollectionId table, Object key, OffsetContext offset)
            throws InterruptedException {
        connectors.processMessage(partition, table, key, offset);
    }

    @Override
    public void processHeartbeat(P partition, OffsetContext offset) throws InterruptedException {
        connectors.processHeartbeat(partition, offset);
    }

    @Override
    public void processFilteredEvent(P partition, OffsetContext offset) throws InterruptedException {
        connectors.processFilteredEvent(partition, offset);
    }

    @Override
    public void processTransactionStartedEvent(P partition, OffsetContext offset) throws InterruptedException {
        connectors.processTransactionStartedEvent(partition, offset);
    }

    @Override
    public void processTransactionCommittedEvent(P partition, OffsetContext offset) throws InterruptedException {
        connectors.processTransactionCommittedEvent(partition, offset);
    }

    @Override
    public void processSchemaChange(P partition, OffsetContext offset, DataCollectionId table)
            throws InterruptedException {
        connectors.processSchemaChange(partition, offset, table);
    }
}
