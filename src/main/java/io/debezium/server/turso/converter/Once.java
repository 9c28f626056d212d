package io.debezium.server.turso.converter;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** Asks once, when the answer is needed first. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> source;
    private @Nullable T known;

    Once(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        T answer = known == null ? source.get() : known;
        known = answer;
        return answer;
    }
}
