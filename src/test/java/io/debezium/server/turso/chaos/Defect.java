package io.debezium.server.turso.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.server.turso.DefectiveServer;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.sql.Target;

/** What a sink may do wrong. The suite must notice each of them. */
public enum Defect {
    NONE("does nothing wrong"),
    DROPS_ROWS("loses one row in " + RowDroppingTarget.ONE_IN),
    ACKNOWLEDGES_EARLY("acknowledges before Turso has committed"),
    IGNORES_FENCE("ignores the fence");

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final String title;

    Defect(String title) {
        this.title = title;
    }

    /** All that are one. */
    static List<Defect> deliberate() {
        return Stream.of(values()).filter(defect -> defect != NONE).toList();
    }

    String title() {
        return title;
    }

    /** Until it is seen in Turso, but not for ever. */
    Plan plan(long seed) {
        return new Plan(seed, LIMIT, 0, 0, false, Plan.USUAL_PROGRESS, LIMIT);
    }

    /** A server with this defect. */
    ServerProcess start(Map<String, String> settings) throws IOException {
        return ServerProcess.ofTests(DefectiveServer.class, List.of(name()), settings);
    }

    /**
     * Settings of the engine that go with it. The connector tells Postgres only what the offset store returns, and ours
     * returns what Turso has: whoever acknowledges early must also keep its offset elsewhere. And our snapshotter would
     * refuse a slot that is ahead of Turso, before any reader could miss a row.
     */
    public Map<String, String> engine() {
        return switch (this) {
            case NONE, DROPS_ROWS, IGNORES_FENCE -> Map.of();
            case ACKNOWLEDGES_EARLY ->
                Map.of(
                        "snapshot.mode",
                        "initial",
                        "offset.storage",
                        "org.apache.kafka.connect.storage.FileOffsetBackingStore",
                        "offset.storage.file.filename",
                        Path.of("offsets").toAbsolutePath().toString());
        };
    }

    /** {@code target} as a sink with this defect uses it. */
    public Target use(Target target) {
        return switch (this) {
            case NONE, ACKNOWLEDGES_EARLY -> target;
            case DROPS_ROWS -> new RowDroppingTarget(target, new Random());
            case IGNORES_FENCE -> new UnfencedTarget(target);
        };
    }

    /** {@code consumer} as it is with this defect. */
    public ChangeConsumer<ChangeEvent<Object, Object>> use(ChangeConsumer<ChangeEvent<Object, Object>> consumer) {
        return switch (this) {
            case NONE, DROPS_ROWS, IGNORES_FENCE -> consumer;
            case ACKNOWLEDGES_EARLY -> new HastyConsumer(consumer);
        };
    }
}
