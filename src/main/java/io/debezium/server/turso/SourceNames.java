package io.debezium.server.turso;

import java.util.Optional;

import io.debezium.server.turso.config.Settings;
import io.debezium.server.turso.config.SourceSetting;
import io.debezium.server.turso.event.DecoderSettings;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableNaming;

/**
 * What the sink must know of the source's configuration.
 *
 * @param topicPrefix names the mirror in the target
 * @param database the source database
 */
public record SourceNames(String topicPrefix, String database, DecoderSettings decoderSettings) {
    private static final String SOURCE = "debezium.source.";

    /** As the server's settings say, the jar's defaults included. */
    static SourceNames from(Settings settings) {
        String prefix = value(settings, "topic.prefix");
        String heartbeat =
                settings.find(SOURCE + "topic.heartbeat.prefix").orElse(DecoderSettings.DEFAULT_HEARTBEAT_TOPIC_PREFIX);
        return new SourceNames(
                prefix,
                settings.find(SOURCE + "database.dbname").orElse(""),
                new DecoderSettings(
                        prefix,
                        heartbeat,
                        value(settings, "notification.sink.topic.name"),
                        value(settings, "unavailable.value.placeholder"),
                        settings.find(SOURCE + "signal.data.collection")
                                .map(SourceNames::table)
                                .orElse(null)));
    }

    /** The rule for names of target tables. */
    TableNaming tableNaming(Optional<String> format) {
        return format.map(text -> TableNaming.of(text, topicPrefix, database)).orElseGet(TableNaming::standard);
    }

    private static String value(Settings settings, String name) {
        return settings.find(SOURCE + name).orElseGet(() -> SourceSetting.standard(name));
    }

    private static TableId table(String name) {
        int dot = name.indexOf('.');
        return new TableId(name.substring(0, Math.max(dot, 0)), name.substring(dot + 1));
    }
}
