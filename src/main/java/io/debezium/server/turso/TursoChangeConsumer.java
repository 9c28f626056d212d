package io.debezium.server.turso;

import java.util.List;

import io.debezium.embedded.EmbeddedEngineChangeEvent;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the engine's batches to the sink, and marks records processed once the target has them.
 *
 * <p>Nothing is retried by the engine: it would drop the batch and go on (a RetriableException never leaves here,
 * whosever it is). What the sink throws stops the engine with the position unmoved.
 */
public final class TursoChangeConsumer
        implements DebeziumEngine.ChangeConsumer<ChangeEvent<Object, Object>>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TursoChangeConsumer.class);

    private final TursoSink sink;
    private final WalWatch watch;

    /** A consumer that closes both with itself. */
    TursoChangeConsumer(TursoSink sink, WalWatch watch) {
        this.watch = watch;
        this.sink = sink;
    }

    @Override
    public void handleBatch(
            List<ChangeEvent<Object, Object>> records,
            DebeziumEngine.RecordCommitter<ChangeEvent<Object, Object>> committer)
            throws InterruptedException {
        ChangeEvent<Object, Object> settled = deliver(records);
        if (settled != null) {
            // The last one stands for all before it: the engine keeps one offset, and our store serves its own.
            committer.markProcessed(settled);
        }
        committer.markBatchFinished();
    }

    private @org.jspecify.annotations.Nullable ChangeEvent<Object, Object> deliver(
            List<ChangeEvent<Object, Object>> records) throws InterruptedException {
        ChangeEvent<Object, Object> settled = null;
        try {
            for (ChangeEvent<Object, Object> record : records) {
                if (sink.accept(((EmbeddedEngineChangeEvent<?, ?, ?>) record).sourceRecord())) {
                    settled = record;
                }
            }
            sink.flush();
            return settled;
        } catch (RuntimeException e) {
            ServerExit.failed(LOG, e);
            throw e instanceof RetriableException ? new IllegalStateException(e.getMessage(), e) : e;
        }
    }

    @Override
    public boolean supportsTombstoneEvents() {
        return false;
    }

    @Override
    public void close() {
        watch.close();
        sink.close();
    }
}
