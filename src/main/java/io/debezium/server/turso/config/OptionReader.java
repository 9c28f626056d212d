package io.debezium.server.turso.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.debezium.server.turso.config.ValueKind.Amount;

/** Reads options as typed values and notes what is wrong with them; what is wrong is read as its default. */
final class OptionReader {
    private final Settings settings;
    private final List<String> problems = new ArrayList<>();

    OptionReader(Settings settings) {
        this.settings = settings;
    }

    List<String> problems() {
        return problems;
    }

    void problem(SinkProperty property, String sentence) {
        problems.add(property.key() + " " + sentence);
    }

    Optional<String> text(SinkProperty property) {
        return settings.find(property.key()).map(String::strip);
    }

    boolean flag(SinkProperty property) {
        String word = word(property);
        if (!word.equals("true") && !word.equals("false")) {
            problem(property, "is '" + word + "': write true or false.");
        }
        return word.equals("true");
    }

    <E extends Enum<E>> E choice(SinkProperty property, Class<E> type) {
        String word = word(property);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().replace('_', '-').equalsIgnoreCase(word)) {
                return constant;
            }
        }
        problem(
                property,
                "is '" + word + "': write one of "
                        + String.join(", ", ValueKind.choice(type).words()) + ".");
        return Enum.valueOf(type, standard(property).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    Duration duration(SinkProperty property) {
        return Duration.ofMillis(amount(property));
    }

    long amount(SinkProperty property) {
        Amount bounds = (Amount) property.kind();
        String word = word(property);
        try {
            long amount = Long.parseLong(word);
            if (amount >= bounds.min() && amount <= bounds.max()) {
                return amount;
            }
        } catch (NumberFormatException e) {
            // the sentence below covers it
        }
        problem(
                property,
                "is '" + word + "': write a whole number of " + bounds.unit() + " from " + bounds.min() + " to "
                        + bounds.max() + ".");
        return Long.parseLong(standard(property));
    }

    private String word(SinkProperty property) {
        return text(property).map(value -> value.toLowerCase(Locale.ROOT)).orElseGet(() -> standard(property));
    }

    private static String standard(SinkProperty property) {
        return property.standard().orElseThrow();
    }
}
