package io.debezium.server.turso.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A setting of the server or its connector that a faithful mirror needs, and that the jar sets unless the user did.
 *
 * @param key the full name
 * @param value what the jar sets
 * @param fixed whether another value would break a promise of the mirror
 * @param reason why, to follow "because"
 */
public record SourceSetting(String key, String value, boolean fixed, String reason) {

    /** What stands for a TOAST column that the source did not send: long and odd enough to be nobody's value. */
    public static final String UNAVAILABLE_VALUE = "__turso_unavailable_7f3c9a51e8d24b06b1d0c5a2f49e6738__";

    /** The store that serves the offset which was committed with the rows. */
    public static final String OFFSET_STORE = "io.debezium.server.turso.TursoOffsetBackingStore";

    /** The converter that keeps what the connector's own conversion destroys. */
    public static final String CONVERTER = "io.debezium.server.turso.TursoConverter";

    /** Matches what the connector fails with when the driver has no name for the type of a column any more. */
    private static final String VANISHED_TYPE = "Cannot invoke \"String.hashCode..\" because .* is null";

    /** All of them. */
    public static final List<SourceSetting> ALL = all();

    /**
     * What the jar sets for a setting of the source.
     *
     * @param name without {@code debezium.source.}
     */
    public static String standard(String name) {
        return ALL.stream()
                .filter(setting -> setting.key().equals("debezium.source." + name))
                .map(SourceSetting::value)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    private static List<SourceSetting> all() {
        List<SourceSetting> settings = new ArrayList<>();
        settings.addAll(identity());
        settings.addAll(promises());
        settings.addAll(representation());
        settings.addAll(preferences());
        return List.copyOf(settings);
    }

    private static List<SourceSetting> identity() {
        return List.of(
                fixed(
                        "connector.class",
                        "io.debezium.connector.postgresql.PostgresConnector",
                        "the sink mirrors Postgres only"),
                fixed(
                        "plugin.name",
                        "pgoutput",
                        "it alone sends truncates, messages and relations, and every Postgres has it"),
                free("topic.prefix", "turso", "a name is required, and no topics exist"),
                free("slot.name", "turso", "the stock name collides with other Debezium installations"),
                free(
                        "publication.name",
                        "turso",
                        "another connector on the stock publication would switch truncates off in it"));
    }

    private static List<SourceSetting> promises() {
        return List.of(
                fixed(
                        "provide.transaction.metadata",
                        "true",
                        "without BEGIN and END events the sink cannot apply whole transactions"),
                fixed(
                        "offset.storage",
                        OFFSET_STORE,
                        "only the offset which was committed in Turso with its rows makes a restart exact"),
                fixed("event.processing.failure.handling.mode", "fail", "anything else skips events"),
                fixed("slot.drop.on.stop", "false", "changes made while the server is down would be lost"),
                free("snapshot.mode", "custom", "the sink's own mode begins a snapshot with a slot of its own"),
                fixed("snapshot.mode.custom.name", "turso", "it is the name of the sink's own snapshot mode"),
                free(
                        "snapshot.query.mode",
                        "custom",
                        "the stock query reads rows of inherited tables and partitions twice"),
                free("snapshot.query.mode.custom.name", "turso", "it is the name of the sink's own query"),
                free("publish.via.partition.root", "true", "a partitioned table is one table in the mirror"),
                fixed("snapshot.max.threads", "1", "several threads do not read one consistent snapshot"),
                fixed(
                        "event.converting.failure.handling.mode",
                        "fail",
                        "any other turns what it cannot convert into NULL"));
    }

    private static List<SourceSetting> representation() {
        return List.of(
                fixed("decimal.handling.mode", "string", "other modes lose digits or NaN"),
                fixed("time.precision.mode", "microseconds", "other modes lose microseconds, infinity or far years"),
                fixed("interval.handling.mode", "string", "a number cannot keep months and days apart"),
                fixed("binary.handling.mode", "bytes", "the target stores bytes as they are"),
                fixed("hstore.handling.mode", "map", "as JSON its keys come in no order"),
                fixed("include.unknown.datatypes", "true", "columns of other types would be left out"),
                fixed("column.propagate.source.type", "(?s).*", "the target's types follow the source's"),
                fixed("schema.name.adjustment.mode", "none", "types are recognised by their schema names"),
                fixed("field.name.adjustment.mode", "none", "columns keep their names"),
                fixed("unavailable.value.placeholder", UNAVAILABLE_VALUE, "the sink's converter writes it too"),
                free("converters", "turso", "the connector's own conversion destroys some values"),
                fixed("turso.type", CONVERTER, "it is the sink's own converter"),
                fixed("turso.unavailable.value.placeholder", UNAVAILABLE_VALUE, "the sink recognises this one"));
    }

    private static List<SourceSetting> preferences() {
        return List.of(
                free("max.queue.size.in.bytes", "16777216", "rows may be large, and the queue holds thousands of them"),
                free("snapshot.fetch.size", "200", "rows may be large, and so many are read into memory at once"),
                format("key"),
                format("value"),
                format("header"),
                free("skipped.operations", "none", "the stock value leaves truncates out"),
                free("tombstones.on.delete", "false", "tombstones are for compacted topics"),
                free("extended.headers.enabled", "false", "nobody reads them"),
                free(
                        "notification.enabled.channels",
                        "sink",
                        "the sink learns from it when a snapshot starts and ends"),
                free("notification.sink.topic.name", "__turso_notifications", "the channel needs a name"),
                free(
                        "driver.prepareThreshold",
                        "0",
                        "a statement prepared before its table changed ends every later snapshot by a signal"),
                free(
                        "driver.options",
                        "-c intervalstyle=postgres -c bytea_output=hex -c extra_float_digits=1 -c lc_monetary=C"
                                + " -c row_security=off",
                        "the server prints values in the styles that the connector reads, and refuses to hide rows"),
                free(
                        "internal.custom.retriable.exception",
                        VANISHED_TYPE,
                        "the connector would end where a type is dropped while it reads the columns of a table"),
                free("heartbeat.interval.ms", "10000", "the slot advances while the mirrored tables rest"),
                free("offset.flush.interval.ms", "5000", "the slot is told of progress after this time"),
                free("poll.interval.ms", "10", "a change arrives within milliseconds rather than half a second"));
    }

    private static SourceSetting fixed(String name, String value, String reason) {
        return new SourceSetting("debezium.source." + name, value, true, reason);
    }

    private static SourceSetting free(String name, String value, String reason) {
        return new SourceSetting("debezium.source." + name, value, false, reason);
    }

    private static SourceSetting format(String part) {
        return new SourceSetting("debezium.format." + part, "connect", false, "it saves turning every event into JSON");
    }
}
