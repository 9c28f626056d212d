package io.debezium.server.turso.metrics;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

import javax.management.AttributeNotFoundException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.debezium.server.turso.event.Position;
import io.debezium.server.turso.plan.ChangeCounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SinkMBeanTest {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();
    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00.250Z");

    private final SinkMetrics metrics = new SinkMetrics();
    private final SinkMBean bean = SinkMBean.register(metrics, "shop");

    @AfterEach
    void unregister() {
        bean.close();
    }

    @Test
    void it_is_named_as_debezium_names_its_own() throws Exception {
        ObjectName name = new ObjectName("debezium.turso:type=connector-metrics,context=sink,server=shop");
        assertThat(Arrays.stream(SERVER.getMBeanInfo(name).getAttributes()).map(MBeanAttributeInfo::getName))
                .hasSameSizeAs(Metric.values())
                .contains("MilliSecondsBehindSource", "WalBytesHeldBack");
        bean.close();
        assertThat(SERVER.isRegistered(name)).isFalse();
    }

    @Test
    void any_topic_prefix_makes_a_name() throws Exception {
        try (SinkMBean odd = SinkMBean.register(metrics, "a,b=*\"c\"")) {
            assertThat(SERVER.getAttribute(SinkMBean.name("a,b=*\"c\""), "CurrentFailure"))
                    .isEqualTo("");
            assertThatThrownBy(() -> odd.getAttribute("Nothing")).isInstanceOf(AttributeNotFoundException.class);
        }
    }

    @Test
    void the_last_one_of_a_name_is_seen() throws Exception {
        SinkMetrics later = new SinkMetrics();
        later.holding(7);
        try (SinkMBean second = SinkMBean.register(later, "shop")) {
            assertThat(second.getAttribute("NumberOfHeldChanges")).isEqualTo(7L);
            assertThat(attribute("NumberOfHeldChanges")).isEqualTo(7L);
        }
    }

    @Test
    void the_metrics_are_found_by_the_topic_prefix_and_only_within_the_process() throws Exception {
        assertThat(SinkMBean.find("shop")).containsSame(metrics);
        assertThat(SinkMBean.find("other")).isEmpty();
        assertThat(Arrays.stream(bean.getMBeanInfo().getAttributes()).map(MBeanAttributeInfo::getName))
                .doesNotContain("");
    }

    @Test
    void it_tells_what_happened() throws Exception {
        assertThat(attribute("MilliSecondsBehindSource")).isEqualTo(-1L);
        assertThat(attribute("WalBytesHeldBack")).isEqualTo(-1L);
        metrics.applied(new ChangeCounts(1, 2, 3, 4, 5, 0, 600));
        metrics.applied(ChangeCounts.ofSnapshot(10, 100));
        metrics.reached(new Position(0x1_0000_00FFL, 1_764_057_600_000_000L, Map.of()), 2, NOW);
        metrics.failed("TIMEOUT", NOW);
        metrics.heldBack(99, 1);
        assertThat(attribute("TotalNumberOfInserts")).isEqualTo(1L);
        assertThat(attribute("TotalNumberOfUpdates")).isEqualTo(2L);
        assertThat(attribute("TotalNumberOfDeletes")).isEqualTo(3L);
        assertThat(attribute("TotalNumberOfTruncates")).isEqualTo(4L);
        assertThat(attribute("TotalNumberOfSchemaChanges")).isEqualTo(5L);
        assertThat(attribute("TotalNumberOfSnapshotRows")).isEqualTo(10L);
        assertThat(attribute("TotalNumberOfBytes")).isEqualTo(700L);
        assertThat(attribute("TotalNumberOfTransactions")).isEqualTo(2L);
        assertThat(attribute("TotalNumberOfRetries")).isEqualTo(1L);
        assertThat(attribute("CurrentFailure")).isEqualTo("TIMEOUT");
        assertThat(attribute("NextAttemptTime")).isEqualTo(NOW.toString());
        assertThat(attribute("LastAppliedLsn")).isEqualTo("1/FF");
        assertThat(attribute("LastAppliedTime")).isEqualTo(NOW.toString());
        assertThat(attribute("MilliSecondsBehindSource")).isEqualTo(NOW.toEpochMilli() - 1_764_057_600_000L);
        assertThat(attribute("WalBytesHeldBack")).isEqualTo(99L);
        metrics.succeeded();
        assertThat(attribute("CurrentFailure")).isEqualTo("");
        assertThat(attribute("NextAttemptTime")).isEqualTo("");
    }

    private static Object attribute(String name) throws Exception {
        return SERVER.getAttribute(SinkMBean.name("shop"), name);
    }
}
