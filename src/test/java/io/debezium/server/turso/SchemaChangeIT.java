package io.debezium.server.turso;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every kind of schema change arrives with the data: followed step by step, and after an absence of the sink. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SchemaChangeIT {

    /** All kinds side by side: the n-th transaction of each, then a pause until the mirror has them. */
    @Test
    void allKindsArriveStepByStep(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of())) {
            List<List<List<String>>> left = SchemaChanges.all().stream()
                    .map(SchemaChanges::transactions)
                    .toList();
            for (int step = 0; !left.isEmpty(); step++) {
                int n = step;
                left = left.stream().filter(kind -> kind.size() > n).toList();
                for (List<List<String>> kind : left) {
                    mirror.run(kind.get(n));
                }
                mirror.assertMirrors();
            }
        }
    }

    /** The connector then reads metadata of today for rows of the past. */
    @Test
    void allKindsArriveAfterAnAbsence(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of())) {
            mirror.stopSink();
            for (SchemaChanges kind : SchemaChanges.all()) {
                mirror.run(kind.statements());
            }
            mirror.startSink();
            mirror.assertMirrors();
        }
    }
}
