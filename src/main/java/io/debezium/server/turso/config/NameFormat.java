package io.debezium.server.turso.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code collection.name.format}, whose {@code ${…}} are the sink's and not the server's. */
final class NameFormat {
    private static final List<String> PLACEHOLDERS = List.of("${schema}", "${table}", "${topic}", "${database}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}?");

    private NameFormat() {}

    /** Takes {@code $${table}} and {@code \${table}} too: the server's ways of writing a plain {@code $}. */
    static Optional<String> read(Settings settings, OptionReader options) {
        SinkProperty property = SinkProperty.COLLECTION_NAME_FORMAT;
        Optional<String> format = settings.raw(property.key())
                .map(raw -> raw.strip().replace("$${", "${").replace("\\${", "${"));
        format.stream()
                .flatMap(value -> PLACEHOLDER.matcher(value).results())
                .map(match -> match.group())
                .filter(found -> !PLACEHOLDERS.contains(found))
                .forEach(found -> options.problem(
                        property, "has the placeholder " + found + ": use " + String.join(", ", PLACEHOLDERS) + "."));
        return format;
    }
}
