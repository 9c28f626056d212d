package io.debezium.server.turso.type;

import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/** A row of a parameterized test that says what it is about. */
final class Case {
    private Case() {}

    /** {@code first} is shown as {@code name}. */
    static Arguments of(String name, Object first, Object... others) {
        return Arguments.of(Stream.concat(Stream.of(Named.of(name, first)), Stream.of(others))
                .toArray());
    }
}
