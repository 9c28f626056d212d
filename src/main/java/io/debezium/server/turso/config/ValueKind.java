package io.debezium.server.turso.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an option's value may be. */
public sealed interface ValueKind {

    /** For the documentation, in Markdown. */
    String description();

    /** Any text. */
    record Text() implements ValueKind {
        @Override
        public String description() {
            return "text";
        }
    }

    /** {@code true} or {@code false}. */
    record Flag() implements ValueKind {
        @Override
        public String description() {
            return "`true`, `false`";
        }
    }

    /** A whole number of {@code unit}, both bounds included. */
    record Amount(String unit, long min, long max) implements ValueKind {
        @Override
        public String description() {
            return unit;
        }
    }

    /** One word of several. */
    record Choice(List<String> words) implements ValueKind {
        public Choice {
            words = List.copyOf(words);
        }

        @Override
        public String description() {
            return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
        }
    }

    /** The names of an enum's constants in lower case. */
    static <E extends Enum<E>> Choice choice(Class<E> type) {
        return new Choice(Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList());
    }
}
