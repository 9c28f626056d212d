package io.debezium.server.turso.table;

import java.util.List;
import java.util.Optional;

/**
 * How a table came to be as its definition says.
 *
 * @param made whether the statement has created it
 * @param renamed the name that it has given to a column of the table, or of one that this inherits from
 * @param publications names of those that send its rows under its name; empty if nobody knows
 * @param snapshot what the definition is of; empty if it is of all that was committed before
 */
public record Origin(
        boolean made,
        Optional<String> renamed,
        Optional<List<String>> publications,
        Optional<CatalogSnapshot> snapshot) {
    /** Nobody knows. */
    public static final Origin UNTOLD = new Origin(true, Optional.empty(), Optional.empty(), Optional.empty());
}
