package io.debezium.server.turso.config;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class SourceRulesTest {

    @Test
    void what_the_user_left_open_is_added_and_nothing_else() {
        MapSettings settings = MapSettings.minimalWith(
                "debezium.source.poll.interval.ms",
                "500",
                "debezium.source.slot.name",
                "mine",
                "debezium.format.key",
                "json");

        assertThat(SourceRules.missing(settings))
                .hasSize(SourceSetting.ALL.size() - 3)
                .containsEntry("debezium.source.plugin.name", "pgoutput")
                .containsEntry("debezium.format.value", "connect")
                .doesNotContainKeys(
                        "debezium.source.poll.interval.ms", "debezium.source.slot.name", "debezium.format.key");
    }

    @Test
    void the_stock_snapshot_mode_is_taken_for_the_sinks_own() {
        assertThat(SourceRules.missing(MapSettings.minimalWith("debezium.source.snapshot.mode", "initial")))
                .containsEntry("debezium.source.snapshot.mode", "custom");
        assertThat(SourceRules.missing(MapSettings.minimalWith("debezium.source.snapshot.mode", "no_data")))
                .doesNotContainKey("debezium.source.snapshot.mode");
    }

    @Test
    void the_added_settings_break_no_rule() {
        MapSettings settings = MapSettings.minimalWith();
        settings.values().putAll(SourceRules.missing(settings));

        assertThat(SourceRules.problems(settings, true, true)).isEmpty();
        assertThat(SourceRules.warnings(settings)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            message.prefix.include.list  | outbox        | add turso_ddl to it
            message.prefix.exclude.list  | noise, turso.* | take what matches turso_ddl out of it
            column.truncate.to.30.chars  | public.t.body | remove it
            column.mask.hash.SHA-256.with.salt.x | public.t.body | remove it
            """)
    void what_would_lose_messages_or_placeholders_is_refused(String name, String value, String advice) {
        assertThat(problems("debezium.source." + name, value)).singleElement().satisfies(problem -> assertThat(problem)
                .contains("debezium.source." + name, advice));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            message.prefix.include.list  | outbox, turso_ddl
            message.prefix.include.list  | .*
            message.prefix.exclude.list  | noise
            column.mask.with.3.chars     | public.t.body
            """)
    void what_loses_neither_is_allowed(String name, String value) {
        assertThat(problems("debezium.source." + name, value)).isEmpty();
    }

    static List<SourceSetting> fixedSettings() {
        return SourceSetting.ALL.stream().filter(SourceSetting::fixed).toList();
    }

    @ParameterizedTest
    @MethodSource("fixedSettings")
    void another_value_of_a_fixed_setting_is_refused_with_the_reason(SourceSetting setting) {
        assertThat(problems(setting.key(), "other"))
                .containsExactly(setting.key() + " is 'other': remove it or set it to " + setting.value() + ", because "
                        + setting.reason() + ".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decimal.handling.mode | precise",
                "decimal.handling.mode | double",
                "time.precision.mode | adaptive",
                "time.precision.mode | adaptive_time_microseconds",
                "time.precision.mode | nanoseconds",
                "time.precision.mode | connect",
                "time.precision.mode | isostring",
                "interval.handling.mode | numeric",
                "hstore.handling.mode | json",
                "binary.handling.mode | base64",
                "binary.handling.mode | base64-url-safe",
                "binary.handling.mode | hex",
                "include.unknown.datatypes | false",
                "column.propagate.source.type | public.*",
                "schema.name.adjustment.mode | avro",
                "field.name.adjustment.mode | avro_unicode",
                "event.converting.failure.handling.mode | warn",
                "event.converting.failure.handling.mode | skip",
                "converters | mine",
                "turso.type | a.Converter"
            })
    void settings_that_would_lose_values_are_refused_with_the_reason(String name, String value) {
        assertThat(problems("debezium.source." + name, value))
                .singleElement()
                .asString()
                .startsWith("debezium.source." + name + " is '" + value + "': ")
                .contains(", because ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "skipped.operations | t",
                "skipped.operations | u,d",
                "notification.enabled.channels | log,jmx",
                "offset.mismatch.strategy | trust_slot",
                "snapshot.mode | always",
                "snapshot.mode | when_needed",
                "snapshot.mode | no_data",
                "snapshot.mode.custom.name | mine",
                "lsn.flush.mode | connector_and_driver",
                "offset.storage | org.apache.kafka.connect.storage.FileOffsetBackingStore",
                "message.key.columns | public.a:b"
            })
    void settings_that_would_lose_changes_are_refused(String name, String value) {
        assertThat(problems("debezium.source." + name, value))
                .singleElement()
                .asString()
                .startsWith("debezium.source." + name + " is '" + value + "': ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "notification.enabled.channels | log, sink",
                "offset.mismatch.strategy | trust_offset",
                "snapshot.mode | Initial"
            })
    void settings_that_lose_nothing_stand(String name, String value) {
        assertThat(problems("debezium.source." + name, value)).isEmpty();
    }

    @Test
    void operations_that_the_sink_does_not_apply_may_be_skipped() {
        MapSettings settings = MapSettings.minimalWith("debezium.source.skipped.operations", "t, d");

        assertThat(SourceRules.problems(settings, false, false)).isEmpty();
        assertThat(SourceRules.problems(settings, true, false)).hasSize(1);
    }

    @Test
    void a_transform_that_unwraps_events_is_refused() {
        assertThat(problems(
                        "debezium.transforms", "route,unwrap",
                        "debezium.transforms.unwrap.type", "io.debezium.transforms.ExtractNewRecordState"))
                .containsExactly(
                        "debezium.transforms.unwrap.type is io.debezium.transforms.ExtractNewRecordState: remove it"
                                + " from debezium.transforms, because the sink needs the whole change event.");
    }

    @Test
    void what_weakens_the_mirror_by_the_users_will_is_warned_of() {
        assertThat(SourceRules.warnings(MapSettings.minimalWith("debezium.transforms", "mask")))
                .containsExactly(
                        "debezium.transforms=mask sees events before the sink does: a transform that drops or alters them"
                                + " makes the mirror differ.");
    }

    private static List<String> problems(String... keysAndValues) {
        return SourceRules.problems(MapSettings.minimalWith(keysAndValues), true, true);
    }
}
