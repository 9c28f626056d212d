package io.debezium.server.turso.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.debezium.server.turso.bench.Fault;
import io.debezium.server.turso.bench.FaultyTarget;
import io.debezium.server.turso.bench.PlainTypes;
import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.event.Position;
import io.debezium.server.turso.event.SourceChange;
import io.debezium.server.turso.event.SourceEvent;
import io.debezium.server.turso.metrics.SinkMetrics;
import io.debezium.server.turso.plan.BatchPlanner;
import io.debezium.server.turso.plan.PlanLimits;
import io.debezium.server.turso.plan.PlanOptions;
import io.debezium.server.turso.plan.SchemaPlanner;
import io.debezium.server.turso.plan.SnapshotSwap;
import io.debezium.server.turso.plan.TargetTables;
import io.debezium.server.turso.plan.UntoldChanges;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.DefinitionDiff;
import io.debezium.server.turso.table.DropPolicy;
import io.debezium.server.turso.table.MappedTable;
import io.debezium.server.turso.table.SchemaDiff;
import io.debezium.server.turso.table.SchemaEvolution;
import io.debezium.server.turso.table.TableMapper;
import io.debezium.server.turso.table.TableNaming;

/** A sink's stream over a database in memory, started as the server starts it, and fed with events in few words. */
final class Sink {
    static final String SOURCE = "shop";
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(10), Duration.ofSeconds(1));
    static final StreamLimits LARGE = new StreamLimits(1000, 1_000_000);

    /** Hardly any change can be held: transactions go to the stage. */
    static final StreamLimits TINY = new StreamLimits(2, 300);

    /** Where the source's WAL ends, whenever it is asked. */
    static final long SOURCE_END = 30;

    /** A row of as many bytes does not fit into memory. */
    static final long ROW_BYTES = 12_000_000;

    private static final TableMapper MAPPER = new TableMapper(TableNaming.standard(), PlainTypes::mapping);

    final SqliteTarget database;
    final FaultyTarget network;
    final Mirror mirror;
    final TargetState state;
    final SourceStream stream;
    final BlockingSnapshot blocking;
    final TestClock clock = new TestClock();
    final SinkMetrics metrics = new SinkMetrics();
    final List<Duration> pauses = new ArrayList<>();

    /** A mirror on another target, which does not wait between its attempts. */
    static Mirror mirrorOn(Target target) {
        Retry retry = new Retry(
                BACKOFF,
                true,
                new Random(1),
                pause -> {},
                new DeliveryLog("memory", new TestClock(), new SinkMetrics()));
        return new Mirror(target, retry, DeadLetters.refused(), SOURCE, "writer", new SinkMetrics());
    }

    private Sink(
            SqliteTarget database,
            String writer,
            StreamLimits limits,
            SchemaEvolution evolution,
            DeadLetters letters,
            Iterator<Fault> faults)
            throws InterruptedException {
        this.database = database;
        network = new FaultyTarget(database, faults);
        Retry retry = new Retry(BACKOFF, true, new Random(1), pauses::add, new DeliveryLog("memory", clock, metrics));
        mirror = new Mirror(network, retry, letters, SOURCE, writer, metrics);
        state = mirror.claim();
        mirror.drop(state.staging());
        if (state.staged() > 0) {
            mirror.unstage();
        }
        SchemaDiff diff = new SchemaDiff(evolution, PlainTypes::defaultLiteral);
        SnapshotStage stage = new SnapshotStage(
                mirror,
                planner(Sink::staged, diff, Catalog.empty()),
                letters,
                limits,
                new SnapshotScope(table -> true, List.of(), Set::of));
        BatchPlanner planner = planner(MAPPER::map, diff, state.catalog());
        TransactionStage large = new TransactionStage(mirror, limits, limits.bytes(), letters);
        blocking = new BlockingSnapshot(mirror, state, () -> SOURCE_END);
        stream = new SourceStream(mirror, planner, stage, large, letters, limits, clock, blocking, state.commitLsn());
    }

    static Sink on(SqliteTarget database) throws InterruptedException {
        return on(database, LARGE);
    }

    static Sink on(SqliteTarget database, StreamLimits limits) throws InterruptedException {
        return new Sink(
                database,
                "writer",
                limits,
                SchemaEvolution.FULL,
                DeadLetters.refused(),
                List.<Fault>of().iterator());
    }

    /** One that sets up to {@code most} rows aside. */
    static Sink settingAside(long most, SqliteTarget database, StreamLimits limits, Fault... faults)
            throws InterruptedException {
        return new Sink(
                database,
                "writer",
                limits,
                SchemaEvolution.FULL,
                DeadLetters.upTo(most, SOURCE),
                List.of(faults).iterator());
    }

    static Sink on(SqliteTarget database, SchemaEvolution evolution) throws InterruptedException {
        return new Sink(
                database,
                "writer",
                LARGE,
                evolution,
                DeadLetters.refused(),
                List.<Fault>of().iterator());
    }

    static Sink of(SqliteTarget database, String writer) throws InterruptedException {
        return of(database, writer, LARGE);
    }

    static Sink of(SqliteTarget database, String writer, StreamLimits limits) throws InterruptedException {
        return new Sink(
                database,
                writer,
                limits,
                SchemaEvolution.FULL,
                DeadLetters.refused(),
                List.<Fault>of().iterator());
    }

    static Sink through(Iterator<Fault> faults, SqliteTarget database) throws InterruptedException {
        return through(faults, database, LARGE);
    }

    static Sink through(Iterator<Fault> faults, SqliteTarget database, StreamLimits limits)
            throws InterruptedException {
        return new Sink(database, "writer", limits, SchemaEvolution.FULL, DeadLetters.refused(), faults);
    }

    static Position position(long lsn) {
        return new Position(lsn, lsn * 1000, Map.of("lsn", lsn));
    }

    boolean begin(String id) throws InterruptedException {
        return stream.accept(new SourceEvent.Begin(id));
    }

    boolean changes(String id, SourceChange... changes) throws InterruptedException {
        return stream.accept(new SourceEvent.Changes(id, 1, List.of(changes)));
    }

    boolean end(String id, long lsn) throws InterruptedException {
        return stream.accept(new SourceEvent.End(id, position(lsn), 0));
    }

    /** A whole source transaction that commits at {@code lsn}. */
    void transaction(long lsn, SourceChange... changes) throws InterruptedException {
        String id = "tx" + lsn;
        begin(id);
        changes(id, changes);
        end(id, lsn);
    }

    /** A whole initial snapshot. */
    void snapshot(long lsn, Change.Insert... rows) throws InterruptedException {
        startSnapshot(lsn, rows);
        stream.accept(new SourceEvent.SnapshotCompleted(position(lsn)));
    }

    /** An initial snapshot that does not end. */
    void startSnapshot(long lsn, Change.Insert... rows) throws InterruptedException {
        stream.accept(new SourceEvent.SnapshotStarted(SourceEvent.SnapshotKind.INITIAL, "public.menu"));
        for (Change.Insert row : rows) {
            stream.accept(new SourceEvent.SnapshotRow(row, position(lsn)));
        }
    }

    void flush() throws InterruptedException {
        stream.flush();
    }

    /** The position's LSN in the target. */
    long positionInTarget() {
        return ((SqlValue.Int)
                        database.rows("_cdc_position", "commit_lsn").getFirst().getFirst())
                .value();
    }

    private static BatchPlanner planner(TargetTables tables, SchemaDiff diff, Catalog catalog) {
        SchemaPlanner schemas = new SchemaPlanner(
                tables, TableNaming.standard(), new DefinitionDiff(SchemaEvolution.FULL), DropPolicy.DROP, true);
        PlanLimits limits = PlanLimits.standard().withRowBytes(ROW_BYTES);
        return new BatchPlanner(
                tables, diff, schemas, UntoldChanges.none(), new PlanOptions(true, true, limits), catalog);
    }

    private static MappedTable staged(io.debezium.server.turso.table.SourceTable source) {
        MappedTable mapped = MAPPER.map(source);
        return mapped.renamed(SnapshotSwap.STAGING_PREFIX + mapped.shape().name());
    }
}
