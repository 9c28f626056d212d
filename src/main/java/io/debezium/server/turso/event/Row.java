package io.debezium.server.turso.event;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A row's cells in the order of its {@link io.debezium.server.turso.table.SourceTable#columns()}. */
public record Row(List<Cell> cells) {
    public Row {
        cells = List.copyOf(cells);
    }

    /** Whether every column's value is known. */
    public boolean isComplete() {
        return cells.stream().noneMatch(Cell.Unavailable.class::isInstance);
    }

    /** Approximate number of bytes that the row takes. */
    public long weight() {
        long weight = 0;
        for (Cell cell : cells) {
            weight += 8 + (cell instanceof Cell.Present present ? weight(present.value()) : 0);
        }
        return weight;
    }

    private static long weight(Object value) {
        return switch (value) {
            case String text -> text.length();
            case ByteBuffer bytes -> bytes.remaining();
            case byte[] bytes -> bytes.length;
            case Map<?, ?> map -> weight(map.keySet()) + weight(map.values());
            case Collection<?> list ->
                list.stream()
                        .mapToLong(element -> element == null ? 8 : weight(element))
                        .sum();
            default -> 8;
        };
    }

    /** The number of columns only: cells are user data and never go into a log. */
    @Override
    public String toString() {
        return "Row[" + cells.size() + " cells]";
    }
}
