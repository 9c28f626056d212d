package io.debezium.server.turso;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

import io.debezium.server.turso.config.ErrorMode;
import io.debezium.server.turso.config.TursoSinkConfig;
import io.debezium.server.turso.ddl.MessageReader;
import io.debezium.server.turso.delivery.Backoff;
import io.debezium.server.turso.delivery.BlockingSnapshot;
import io.debezium.server.turso.delivery.DeadLetters;
import io.debezium.server.turso.delivery.DeliveryLog;
import io.debezium.server.turso.delivery.Mirror;
import io.debezium.server.turso.delivery.Retry;
import io.debezium.server.turso.delivery.SnapshotScope;
import io.debezium.server.turso.delivery.SnapshotStage;
import io.debezium.server.turso.delivery.SourceStream;
import io.debezium.server.turso.delivery.StreamLimits;
import io.debezium.server.turso.delivery.TargetCheck;
import io.debezium.server.turso.delivery.TargetState;
import io.debezium.server.turso.delivery.TransactionStage;
import io.debezium.server.turso.delivery.TriggerMark;
import io.debezium.server.turso.event.ChangeDecoder;
import io.debezium.server.turso.event.SourceEvent;
import io.debezium.server.turso.metrics.SinkMBean;
import io.debezium.server.turso.metrics.SinkMetrics;
import io.debezium.server.turso.plan.BatchPlan;
import io.debezium.server.turso.plan.BatchPlanner;
import io.debezium.server.turso.plan.ChangeCounts;
import io.debezium.server.turso.plan.PlanLimits;
import io.debezium.server.turso.plan.PlanOptions;
import io.debezium.server.turso.plan.SchemaPlanner;
import io.debezium.server.turso.plan.SnapshotSwap;
import io.debezium.server.turso.plan.TargetTables;
import io.debezium.server.turso.plan.UntoldChanges;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.DefinitionDiff;
import io.debezium.server.turso.table.MappedTable;
import io.debezium.server.turso.table.SchemaDiff;
import io.debezium.server.turso.table.TableMapper;
import io.debezium.server.turso.type.TypeRegistry;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sink, put together; usable without a container. One thread at a time.
 *
 * <p>It takes the mirror over when the first record comes, not before: a target that is out of reach must not keep the
 * server from starting, where nobody could stop it.
 */
public final class TursoSink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TursoSink.class);

    /** A row is copied several times on its way: as a value, as JSON, as a request. */
    private static final long SHARE_OF_ONE_ROW = 8;

    private final Target target;
    private final TursoSinkConfig config;
    private final SourceNames names;
    private final CapturedSource source;
    private final SinkMetrics metrics = new SinkMetrics();
    private final SinkMBean bean;
    private final SchemaWarnings warnings;

    private @Nullable Opened opened;

    /** The way of the records, once the mirror is taken over. */
    private record Opened(ChangeDecoder decoder, SourceStream stream) {}

    /** A sink that writes to {@code target} and closes it. */
    TursoSink(Target target, TursoSinkConfig config, SourceNames names, CapturedSource source) {
        this.target = target;
        this.config = config;
        this.names = names;
        this.source = source;
        this.bean = SinkMBean.register(metrics, names.topicPrefix());
        this.warnings = new SchemaWarnings(source);
    }

    /**
     * Takes the next record of the connector.
     *
     * @return whether all records up to this one are in the target after the next {@link #flush()}
     */
    public boolean accept(SourceRecord record) throws InterruptedException {
        Opened way = opened();
        SourceEvent event = way.decoder().decode(record);
        if (event instanceof SourceEvent.Changes changes) {
            changes.changes().forEach(warnings::of);
        }
        return way.stream().accept(event);
    }

    /** Delivers what is complete, and returns when the target has it. */
    public void flush() throws InterruptedException {
        openStream().flush();
    }

    /** What it tells about itself. */
    SinkMetrics metrics() {
        return metrics;
    }

    @Override
    public void close() {
        bean.close();
        target.close();
    }

    SourceStream openStream() throws InterruptedException {
        return opened().stream();
    }

    private Opened opened() throws InterruptedException {
        if (opened == null) {
            opened = open();
        }
        return opened;
    }

    private Opened open() throws InterruptedException {
        DeadLetters letters = config.errorMode() == ErrorMode.DEAD_LETTER
                ? DeadLetters.upTo(config.errorMax(), names.topicPrefix())
                : DeadLetters.refused();
        Mirror mirror = new Mirror(
                target,
                retry(target, config, metrics),
                letters,
                names.topicPrefix(),
                UUID.randomUUID().toString(),
                metrics);
        TargetState state = mirror.claim();
        if (!state.staging().isEmpty()) {
            mirror.drop(state.staging());
        }
        if (state.staged() > 0) {
            mirror.unstage();
        }
        BlockingSnapshot blocking = new BlockingSnapshot(mirror, state, source.catalog()::walEnd);
        blocking.tellOfCut();
        SnapshotScope scope = source.scope();
        TriggerMark triggers = triggers(state);
        Catalog catalog = catalog(mirror, state, scope, triggers);
        LOG.info(
                "Mirroring into {}: {} tables, position {}",
                target.description(),
                catalog.tables().size(),
                state.commitLsn() == 0
                        ? "none yet"
                        : io.debezium.server.turso.event.Position.format(state.commitLsn()));
        TypeRegistry types = new TypeRegistry(config.numericMode());
        TableMapper mapper = new TableMapper(names.tableNaming(config.nameFormat()), types::mapping);
        SchemaDiff diff = new SchemaDiff(config.schemaEvolution(), types::defaultLiteral);
        StreamLimits limits = new StreamLimits((int) config.batchMaxRows(), config.batchMaxBytes());
        SnapshotStage stage = new SnapshotStage(
                mirror, planner(staging(mapper), diff, UntoldChanges.none(), Catalog.empty()), letters, limits, scope);
        SourceStream stream = new SourceStream(
                mirror,
                planner(
                        mapper::map,
                        diff,
                        new UntoldChanges(
                                mapper::map, source::present, source.secret().isPresent()),
                        catalog),
                stage,
                new TransactionStage(mirror, limits, config.transactionMemoryBytes(), letters),
                letters,
                limits,
                InstantSource.system(),
                blocking,
                state.commitLsn());
        return new Opened(new ChangeDecoder(names.decoderSettings(), source, source, triggers.lsn()), stream);
    }

    private TriggerMark triggers(TargetState state) {
        return TriggerMark.of(
                source.secret().map(MessageReader::fingerprint),
                state.triggers().filter(known -> state.resumes()),
                source.catalog().secretLsn());
    }

    private Catalog catalog(Mirror mirror, TargetState state, SnapshotScope scope, TriggerMark triggers)
            throws InterruptedException {
        Catalog there = new TargetCheck(mirror, names.tableNaming(config.nameFormat())).check(state, scope);
        boolean others = state.triggers()
                .filter(known -> !known.fingerprint().equals(triggers.fingerprint()))
                .isPresent();
        Catalog catalog = others || source.catalog().mayHaveChangedUntold() ? doubted(mirror, there) : there;
        if (!state.triggers().equals(Optional.of(triggers))) {
            mirror.remember(triggers);
        }
        return catalog;
    }

    /** Without event triggers, and before they came, tables may have changed: remembered until they are told of again. */
    private static Catalog doubted(Mirror mirror, Catalog catalog) throws InterruptedException {
        Catalog doubted = catalog.doubted();
        if (!doubted.tables().equals(catalog.tables())) {
            mirror.apply(new BatchPlan(List.of(), doubted, doubted.tables(), Set.of(), ChangeCounts.NONE), null);
        }
        return doubted;
    }

    private BatchPlanner planner(TargetTables tables, SchemaDiff diff, UntoldChanges untold, Catalog catalog) {
        PlanLimits limits = PlanLimits.standard()
                .withStatementBytes(config.statementMaxBytes())
                .withRowBytes(Runtime.getRuntime().maxMemory() / SHARE_OF_ONE_ROW);
        SchemaPlanner schemas = new SchemaPlanner(
                tables,
                names.tableNaming(config.nameFormat()),
                new DefinitionDiff(config.schemaEvolution()),
                config.tableDrop(),
                source.secret().isPresent());
        PlanOptions options = new PlanOptions(config.truncateEnabled(), config.deleteEnabled(), limits);
        return new BatchPlanner(tables, diff, schemas, untold, options, catalog);
    }

    private static TargetTables staging(TableMapper mapper) {
        return source -> {
            MappedTable mapped = mapper.map(source);
            return mapped.renamed(SnapshotSwap.STAGING_PREFIX + mapped.shape().name());
        };
    }

    /** How what works beside the sink repeats what failed: by the sink's options, and told by its metrics if it is there. */
    static Retry retry(Target target, TursoSinkConfig config, String topicPrefix) {
        return retry(target, config, SinkMBean.find(topicPrefix).orElseGet(SinkMetrics::new));
    }

    private static Retry retry(Target target, TursoSinkConfig config, SinkMetrics metrics) {
        return new Retry(
                new Backoff(config.retryInitial(), config.retryMax()),
                config.retryFatal() == io.debezium.server.turso.config.RefusalPolicy.STOP,
                RandomGenerator.getDefault(),
                Thread::sleep,
                new DeliveryLog(target.description(), InstantSource.system(), metrics));
    }
}
