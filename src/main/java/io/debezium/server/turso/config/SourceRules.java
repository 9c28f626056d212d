package io.debezium.server.turso.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Judges the settings of the source: which are missing, which cannot stand, which are worth a warning. */
public final class SourceRules {
    static final String SOURCE = "debezium.source.";
    /** The prefix of the event triggers' messages. */
    private static final String CAPTURE = "turso_ddl";

    private static final Set<String> SKIPPING_STRATEGIES = Set.of("trust_slot", "trust_greater_lsn");
    private static final Set<String> SNAPSHOT_MODES = Set.of("initial", "custom");
    private static final Set<String> RESHAPING_TRANSFORMS =
            Set.of("io.debezium.transforms.ExtractNewRecordState", "io.debezium.transforms.outbox.EventRouter");

    private SourceRules() {}

    /** The settings that the user left open, by full name. */
    public static SequencedMap<String, String> missing(Settings settings) {
        SequencedMap<String, String> missing = new LinkedHashMap<>();
        for (SourceSetting setting : SourceSetting.ALL) {
            if (settings.find(setting.key())
                    .filter(value -> !isOpen(setting.key(), value))
                    .isEmpty()) {
                missing.put(setting.key(), setting.value());
            }
        }
        return missing;
    }

    /** The connector's stock snapshot mode asks for what the sink's own does. */
    private static boolean isOpen(String key, String value) {
        return key.equals(SOURCE + "snapshot.mode") && value.strip().equalsIgnoreCase("initial");
    }

    /** What weakens the mirror by the user's own will: one sentence each. */
    public static List<String> warnings(Settings settings) {
        List<String> warnings = new ArrayList<>();
        settings.find("debezium.transforms")
                .ifPresent(
                        names -> warnings.add(
                                "debezium.transforms=" + names
                                        + " sees events before the sink does: a transform that drops or alters them makes the mirror differ."));
        return warnings;
    }

    /** What would break a promise of the mirror: one sentence each. */
    static List<String> problems(Settings settings, boolean truncateEnabled, boolean deleteEnabled) {
        List<String> problems = new ArrayList<>();
        requireConnection(settings, problems);
        requireFixed(settings, problems);
        refuseSkipping(settings, skippable(truncateEnabled, deleteEnabled), problems);
        refuseOthers(settings, problems);
        refuseReshaping(settings, problems);
        return problems;
    }

    private static void requireConnection(Settings settings, List<String> problems) {
        for (String name : List.of("database.hostname", "database.user", "database.dbname")) {
            if (settings.find(SOURCE + name).isEmpty()) {
                problems.add(SOURCE + name + " is missing: set it, it says which Postgres to mirror.");
            }
        }
    }

    private static void requireFixed(Settings settings, List<String> problems) {
        for (SourceSetting setting : SourceSetting.ALL) {
            settings.find(setting.key())
                    .filter(value -> setting.fixed() && !value.strip().equalsIgnoreCase(setting.value()))
                    .ifPresent(value -> problems.add(setting.key() + " is '" + value + "': remove it or set it to "
                            + setting.value() + ", because " + setting.reason() + "."));
        }
    }

    private static Set<String> skippable(boolean truncateEnabled, boolean deleteEnabled) {
        Set<String> skippable = new TreeSet<>(Set.of("none"));
        if (!truncateEnabled) {
            skippable.add("t");
        }
        if (!deleteEnabled) {
            skippable.add("d");
        }
        return skippable;
    }

    private static void refuseSkipping(Settings settings, Set<String> skippable, List<String> problems) {
        String key = SOURCE + "skipped.operations";
        settings.find(key)
                .filter(value -> !skippable.containsAll(words(value)))
                .ifPresent(value -> problems.add(key + " is '" + value + "': remove it or set it to none; "
                        + SinkProperty.TRUNCATE_ENABLED.key() + " and " + SinkProperty.DELETE_ENABLED.key()
                        + " switch truncates and deletes off."));
    }

    private static void refuseOthers(Settings settings, List<String> problems) {
        refuse(
                settings,
                "notification.enabled.channels",
                value -> !words(value).contains("sink"),
                "add sink to it, because the sink learns from it when a snapshot starts and ends",
                problems);
        refuse(
                settings,
                "offset.mismatch.strategy",
                SKIPPING_STRATEGIES::contains,
                "remove it, because it skips changes when the slot is ahead of Turso",
                problems);
        refuse(
                settings,
                "snapshot.mode",
                mode -> !SNAPSHOT_MODES.contains(mode.strip().toLowerCase(Locale.ROOT)),
                "remove it, because only the sink's own mode begins a snapshot with a slot of its own, and looks at each"
                        + " start whether source, slot and mirror belong together; "
                        + SinkProperty.SNAPSHOT_AGAIN.key() + " asks for a new snapshot",
                problems);
        refuse(
                settings,
                "lsn.flush.mode",
                mode -> mode.strip().equalsIgnoreCase("connector_and_driver"),
                "remove it, because it acknowledges what Turso does not have yet",
                problems);
        refuse(
                settings,
                "converters",
                value -> !words(value).contains("turso"),
                "add turso to it, because the connector's own conversion destroys some values",
                problems);
        refuse(
                settings,
                "message.prefix.include.list",
                value -> words(value).stream().noneMatch(CAPTURE::matches),
                "add " + CAPTURE
                        + " to it, because the event triggers tell of schema changes by messages of that prefix",
                problems);
        refuse(
                settings,
                "message.prefix.exclude.list",
                value -> words(value).stream().anyMatch(CAPTURE::matches),
                "take what matches " + CAPTURE
                        + " out of it, because the event triggers tell of schema changes by messages of that prefix",
                problems);
        refuseDestroyed(settings, problems);
        refuse(
                settings,
                "message.key.columns",
                value -> true,
                "remove it, because the mirror has the source's primary keys",
                problems);
    }

    /** What is cut or hashed is no longer known for the placeholder of a large value that has not changed. */
    private static void refuseDestroyed(Settings settings, List<String> problems) {
        settings.ofSource().keySet().stream()
                .filter(name -> name.startsWith("column.truncate.to.") || name.startsWith("column.mask.hash"))
                .forEach(
                        name -> problems.add(
                                SOURCE + name + ": remove it, because it would also cut or hash what the"
                                        + " connector sends in place of large values that have not changed, so that those would be lost;"
                                        + " leave the column out with debezium.source.column.exclude.list, or let a view in Turso show less."));
    }

    private static void refuse(
            Settings settings, String name, Predicate<String> wrong, String advice, List<String> problems) {
        Optional<String> value = settings.find(SOURCE + name).filter(wrong);
        value.ifPresent(found -> problems.add(SOURCE + name + " is '" + found + "': " + advice + "."));
    }

    private static void refuseReshaping(Settings settings, List<String> problems) {
        for (String name : words(settings.find("debezium.transforms").orElse(""))) {
            String key = "debezium.transforms." + name + ".type";
            settings.find(key)
                    .filter(RESHAPING_TRANSFORMS::contains)
                    .ifPresent(type -> problems.add(key + " is " + type
                            + ": remove it from debezium.transforms, because the sink needs the whole change event."));
        }
    }

    private static List<String> words(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
