package io.debezium.server.turso;

import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;

import io.debezium.server.turso.config.Secret;
import io.debezium.server.turso.config.Settings;
import io.debezium.server.turso.config.SinkProperty;
import io.debezium.server.turso.config.SourceRules;

/** Brings the settings that the mirror needs into a server whose sink is this one. */
final class ServerDefaults {
    /** What {@code debezium.sink.type} is set to. */
    static final String SINK_TYPE = "turso";

    private ServerDefaults() {}

    /**
     * Sets, as system properties, what the user left open, and the zone of the JVM.
     *
     * <p>A configuration file in the jar would act on every sink of the server, and configuration sources of a jar that is
     * added later are not discovered.
     */
    static void install(Settings settings) {
        if (settings.find("debezium.sink.type").filter(SINK_TYPE::equals).isPresent()) {
            SourceRules.missing(settings).forEach(System::setProperty);
            copiesToHide(settings).forEach(System::setProperty);
            // The driver has Postgres print by the zone of the JVM, also what is stored as it is printed: ranges,
            // composites.
            TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        }
    }

    /**
     * Stands in for the copies that the server makes of each option for the offset store and the schema history.
     *
     * <p>The engine logs those, the token among them. What the user sets under the copies' own names wins over a copy,
     * so these do. The engine has no use for any option of the sink.
     */
    static Map<String, String> copiesToHide(Settings settings) {
        Map<String, String> hidden = new TreeMap<>();
        for (SinkProperty property : SinkProperty.values()) {
            if (settings.raw(property.key()).isPresent()) {
                String copy = SINK_TYPE + "." + property.shortName();
                hidden.put("debezium.source.offset.storage." + copy, Secret.HIDDEN);
                hidden.put("debezium.source.schema.history.internal." + copy, Secret.HIDDEN);
            }
        }
        return hidden;
    }
}
