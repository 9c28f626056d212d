package io.debezium.server.turso.event;

import java.util.List;

/** A row's cells in the order of its {@link io.debezium.server.turso.table.SourceTable#columns()}. */
public record Row(List<Cell> cells) {
    public Row {
        cells = List.copyOf(cells);
    }

    /** Whether every column's value is known. */
    public boolean isComplete() {
        return cells.stream().noneMatch(Cell.Unavailable.class::isInstance);
    }

    /** The number of columns only: cells are user data and never go into a log. */
    @Override
    public String toString() {
        return "Row[" + cells.size() + " cells]";
    }
}
