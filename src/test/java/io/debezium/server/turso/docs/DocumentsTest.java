package io.debezium.server.turso.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.debezium.server.turso.bench.TypeRow;
import io.debezium.server.turso.config.SinkProperty;
import io.debezium.server.turso.delivery.FailurePolicy;
import io.debezium.server.turso.metrics.Metric;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.sql.SqlValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code -Ddocs.update=true} writes the generated parts anew. */
class DocumentsTest {
    private static final Path README = Path.of("README.md");
    /** What the README calls a type, and the row of {@code type-rows.tsv} that is its example. */
    private static final List<Map.Entry<String, String>> TYPES = List.of(
            Map.entry("`smallint`, `integer`, `bigint`, `oid`", "bigint at its maximum"),
            Map.entry("`boolean`", "boolean that is true"),
            Map.entry("`real`", "real of one digit"),
            Map.entry("`double precision`", "double of 17 digits"),
            Map.entry("the same without a number", "double without end"),
            Map.entry("`numeric` up to 18 digits, no fraction", "numeric of 18 digits and no fraction"),
            Map.entry("`numeric` up to 15 digits", "numeric of 15 digits"),
            Map.entry("any other `numeric`", "numeric with zeros behind"),
            Map.entry("`money`", "money"),
            Map.entry("`text`, `varchar`, `char`, `name`", "char is padded"),
            Map.entry("`citext`", "citext"),
            Map.entry("enum", "enum"),
            Map.entry("`uuid`", "uuid in capitals"),
            Map.entry("`json`", "json keeps spaces and repeated keys"),
            Map.entry("`jsonb`", "jsonb"),
            Map.entry("`bytea`", "bytea"),
            Map.entry("`date`", "date"),
            Map.entry("the same before our era", "date before our era"),
            Map.entry("`time`", "time at the end of the day"),
            Map.entry("`timetz`", "timetz"),
            Map.entry("`timestamp`", "timestamp"),
            Map.entry("`timestamptz`", "timestamptz"),
            Map.entry("the same, infinite", "timestamptz without end"),
            Map.entry("`interval`", "interval"),
            Map.entry("`bit`, `varbit`", "varbit of a length"),
            Map.entry("`inet`, `cidr`, `macaddr`, `macaddr8`", "inet"),
            Map.entry("ranges", "range of timestamps"),
            Map.entry("multiranges", "multirange"),
            Map.entry("`hstore`", "hstore"),
            Map.entry("composite types", "composite"),
            Map.entry("domains", "domain over numeric(9,0)"),
            Map.entry("any other type: as Postgres prints it", "tsvector"),
            Map.entry("arrays: JSON", "array of numerics without precision"),
            Map.entry("the same of more dimensions", "array of two dimensions"));

    private static final Pattern KEY = Pattern.compile("(?m)^(#?)(debezium\\.sink\\.turso\\.[a-z.]+)=(.*)$");

    @Test
    void theReadmeListsEveryOption() throws IOException {
        String rows = Arrays.stream(SinkProperty.values())
                .map(option -> "| `" + option.key() + "` | "
                        + option.standard().map(value -> "`" + value + "`").orElse("") + " | " + option.description()
                        + " |")
                .collect(Collectors.joining("\n"));
        holds("options", "| Option | Default | What it does |\n|---|---|---|\n" + rows);
    }

    @Test
    void theReadmeListsEveryFailure() throws IOException {
        String rows = Arrays.stream(FailureKind.values())
                .map(kind -> "| " + words(kind) + " | "
                        + words(FailurePolicy.of(kind).action()) + " | "
                        + FailurePolicy.of(kind).advice() + " |")
                .collect(Collectors.joining("\n"));
        holds("failures", "| Failure | What the sink does | What to do |\n|---|---|---|\n" + rows);
    }

    @Test
    void theReadmeListsEveryMetric() throws IOException {
        String rows = Arrays.stream(Metric.values())
                .map(metric -> "| `" + metric.attribute() + "` | " + metric.description() + " |")
                .collect(Collectors.joining("\n"));
        holds("metrics", "| Attribute | What it says |\n|---|---|\n" + rows);
    }

    @Test
    void theReadmeShowsHowEachTypeIsStored() throws IOException {
        Map<String, TypeRow> rows =
                TypeRow.all().stream().collect(Collectors.toMap(TypeRow::name, Function.identity()));
        String table = TYPES.stream()
                .map(type ->
                        typeLine(type.getKey(), Objects.requireNonNull(rows.get(type.getValue()), type.getValue())))
                .collect(Collectors.joining("\n"));
        holds("types", "| Postgres | Declared as | Value | Stored as |\n|---|---|---|---|\n" + table);
    }

    private static String typeLine(String called, TypeRow row) {
        return "| " + called + " | `" + row.declaredType() + "` | `" + row.literal() + "` | `"
                + (row.stored() instanceof SqlValue.Real real ? "" + real.value() : Identifiers.literal(row.stored()))
                + "` |";
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "application.properties.example"})
    void everyOptionInTheExamplesExistsAndItsCommentedDefaultIsTrue(String file) throws IOException {
        Map<String, String> commented = new TreeMap<>();
        Map<String, String> set = new TreeMap<>();
        Matcher matcher = KEY.matcher(Files.readString(Path.of(file)));
        while (matcher.find()) {
            (matcher.group(1).isEmpty() ? set : commented).put(matcher.group(2), matcher.group(3));
        }
        Map<String, String> standards = Arrays.stream(SinkProperty.values())
                .collect(Collectors.toMap(
                        SinkProperty::key, option -> option.standard().orElse("")));
        assertThat(set).containsKey(SinkProperty.URL.key());
        assertThat(standards.keySet()).containsAll(set.keySet());
        assertThat(standards.entrySet()).containsAll(commented.entrySet());
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void holds(String part, String expected) throws IOException {
        String begin = "<!-- " + part + ":begin -->\n";
        String end = "<!-- " + part + ":end -->";
        String text = Files.readString(README);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(README, text.substring(0, from) + expected + "\n" + text.substring(to));
        } else {
            assertThat(text.substring(from, to).stripTrailing())
                    .as("README part \"%s\"; -Ddocs.update=true writes it", part)
                    .isEqualTo(expected);
        }
    }
}
