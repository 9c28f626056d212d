package io.debezium.server.turso;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.CanaryToken;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.Sent.snapshotIs;
import static org.assertj.core.api.Assertions.assertThat;

/** No metric of the sink, of the connector or of the engine tells the token; logs are held to it where servers run. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SecretsIT {
    private static final String TOKEN = CanaryToken.VALUE;

    @Test
    void noMetricTellsTheToken(Database database, TursoServer turso) throws Exception {
        database.execute("CREATE TABLE menu (id int PRIMARY KEY)", "INSERT INTO menu VALUES (1)");
        AtomicInteger told = new AtomicInteger();
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.set("debezium.sink.turso.auth.token", TOKEN);
            server.run(record -> {
                told.addAndGet(attributesWithoutToken());
                return snapshotIs("COMPLETED").test(record);
            });
        }
        assertThat(told.get()).as("attributes of Debezium's and our metrics").isGreaterThan(20);
    }

    private static int attributesWithoutToken() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        int read = 0;
        for (ObjectName name : server.queryNames(new ObjectName("debezium.*:*"), null)) {
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                Object value = server.getAttribute(name, attribute.getName());
                assertThat(value instanceof Object[] all ? Arrays.deepToString(all) : String.valueOf(value))
                        .as(name + " " + attribute.getName())
                        .doesNotContain(TOKEN);
                read++;
            }
        }
        return read;
    }
}
