package io.debezium.server.turso.event;

import java.util.Objects;

import io.debezium.server.turso.table.TableId;
import org.jspecify.annotations.Nullable;

/**
 * What the decoder must know of the connector's configuration.
 *
 * @param topicPrefix {@code topic.prefix}
 * @param heartbeatTopicPrefix {@code topic.heartbeat.prefix}
 * @param notificationTopic {@code notification.sink.topic.name}
 * @param unavailablePlaceholder {@code unavailable.value.placeholder}: a column that really holds this text is taken for
 *     an unchanged TOAST value, so it should be long and random
 * @param signalTable {@code signal.data.collection}, whose events ask for nothing; null if there is none
 */
public record DecoderSettings(
        String topicPrefix,
        String heartbeatTopicPrefix,
        String notificationTopic,
        String unavailablePlaceholder,
        @Nullable TableId signalTable) {

    /** Debezium's default of {@code topic.heartbeat.prefix}. */
    public static final String DEFAULT_HEARTBEAT_TOPIC_PREFIX = "__debezium-heartbeat";

    public DecoderSettings {
        Objects.requireNonNull(topicPrefix, "topicPrefix");
        if (unavailablePlaceholder.isEmpty()) {
            throw new IllegalArgumentException("unavailable.value.placeholder must not be empty: every empty text"
                    + " would be taken for an unchanged TOAST value");
        }
    }

    String transactionTopic() {
        return topicPrefix + ".transaction";
    }

    String messageTopic() {
        return topicPrefix + ".message";
    }

    String heartbeatTopic() {
        return heartbeatTopicPrefix + '.' + topicPrefix;
    }
}
