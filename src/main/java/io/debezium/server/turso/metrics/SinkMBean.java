package io.debezium.server.turso.metrics;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;

import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The metrics as an MBean of this JVM, named as Debezium names its own. */
public final class SinkMBean implements DynamicMBean, AutoCloseable {
    /** Not told to JMX clients: no attribute of the MBean's description. */
    private static final String ITSELF = "";

    private final SinkMetrics metrics;
    private final ObjectName name;

    private SinkMBean(SinkMetrics metrics, ObjectName name) {
        this.metrics = metrics;
        this.name = name;
    }

    /** Registers {@code metrics} for the connector with that topic prefix, in the place of earlier ones. */
    public static SinkMBean register(SinkMetrics metrics, String topicPrefix) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            SinkMBean bean = new SinkMBean(metrics, name(topicPrefix));
            bean.close();
            server.registerMBean(bean, bean.name);
            return bean;
        } catch (JMException e) {
            throw new IllegalStateException("the metrics cannot be registered", e);
        }
    }

    /** {@code debezium.turso:type=connector-metrics,context=sink,server=…}. */
    static ObjectName name(String topicPrefix) throws JMException {
        boolean plain = topicPrefix.matches("[\\w.\\-]+");
        return new ObjectName("debezium.turso:type=connector-metrics,context=sink,server="
                + (plain ? topicPrefix : ObjectName.quote(topicPrefix)));
    }

    /** The metrics that are registered for that topic prefix: what the engine makes by name finds them here. */
    public static Optional<SinkMetrics> find(String topicPrefix) {
        try {
            Object found = ManagementFactory.getPlatformMBeanServer().getAttribute(name(topicPrefix), ITSELF);
            return Optional.of((SinkMetrics) found);
        } catch (InstanceNotFoundException none) {
            return Optional.empty();
        } catch (JMException e) {
            throw new IllegalStateException("the metrics cannot be found", e);
        }
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        if (attribute.equals(ITSELF)) {
            return metrics;
        }
        Metric metric = Metric.named(attribute);
        if (metric == null) {
            throw new AttributeNotFoundException(attribute);
        }
        return metric.of(metrics);
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList list = new AttributeList();
        for (String attribute : attributes) {
            Metric metric = Metric.named(attribute);
            if (metric != null) {
                list.add(new Attribute(attribute, metric.of(metrics)));
            }
        }
        return list;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName() + " cannot be set");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature) {
        throw new UnsupportedOperationException(action);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = Arrays.stream(Metric.values())
                .map(metric -> new MBeanAttributeInfo(
                        metric.attribute(), metric.type().getName(), metric.description(), true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(SinkMBean.class.getName(), "The Turso sink", attributes, null, null, null);
    }

    /** Takes it out of the JVM; idempotent. */
    @Override
    public void close() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            // It is out.
        } catch (JMException e) {
            throw new IllegalStateException("the metrics cannot be unregistered", e);
        }
    }
}
