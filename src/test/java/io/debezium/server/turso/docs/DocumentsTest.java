package io.debezium.server.turso.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.debezium.server.turso.config.SinkProperty;
import io.debezium.server.turso.delivery.FailurePolicy;
import io.debezium.server.turso.metrics.Metric;
import io.debezium.server.turso.sql.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code -Ddocs.update=true} writes the generated parts anew. */
class DocumentsTest {
    private static final Path README = Path.of("README.md");
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
