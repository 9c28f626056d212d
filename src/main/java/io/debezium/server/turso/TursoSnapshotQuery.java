package io.debezium.server.turso;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import io.debezium.server.turso.source.SnapshotTables;
import io.debezium.server.turso.source.SourceDatabase;
import io.debezium.server.turso.source.SourceException;
import io.debezium.snapshot.spi.SnapshotQuery;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot reads of each table: every row once, as the stream will name it. The connector's own query reads rows
 * of inheriting tables again with their parent, and those of partitions under two names.
 */
public final class TursoSnapshotQuery implements SnapshotQuery {
    private @Nullable SnapshotTables tables;

    @Override
    public String name() {
        return ServerDefaults.SINK_TYPE;
    }

    /**
     * Looks which tables are partitioned.
     *
     * @throws RetriableException if the source cannot be asked
     */
    @Override
    public void configure(Map<String, ?> properties) {
        Map<String, String> settings = new TreeMap<>();
        properties.forEach((name, value) -> settings.put(name, String.valueOf(value)));
        try (SourceDatabase source = SourceDatabase.open(settings)) {
            tables = SnapshotTables.read(source);
        } catch (SourceException e) {
            throw new RetriableException(e.getMessage(), e);
        }
    }

    @Override
    public Optional<String> snapshotQuery(String tableId, List<String> columns) {
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(Objects.requireNonNull(tables).query(tableId, columns));
    }
}
