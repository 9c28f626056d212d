package io.debezium.server.turso.benchmark;

import java.util.List;

import io.debezium.embedded.EmbeddedEngineChangeEvent;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sink that does nothing: it counts the rows, says so in the log and marks each record processed. */
public final class NoopConsumer implements DebeziumEngine.ChangeConsumer<ChangeEvent<Object, Object>> {
    /** What stands before the count in the log. */
    static final String COUNT = "rows so far: ";

    private static final Logger LOG = LoggerFactory.getLogger(NoopConsumer.class);

    private long rows;

    @Override
    public void handleBatch(
            List<ChangeEvent<Object, Object>> records,
            DebeziumEngine.RecordCommitter<ChangeEvent<Object, Object>> committer)
            throws InterruptedException {
        for (ChangeEvent<Object, Object> record : records) {
            String topic =
                    ((EmbeddedEngineChangeEvent<?, ?, ?>) record).sourceRecord().topic();
            if (topic.endsWith(MeasuredTable.NAME)) {
                rows++;
            }
            committer.markProcessed(record);
        }
        committer.markBatchFinished();
        LOG.info("{}{}", COUNT, rows);
    }
}
