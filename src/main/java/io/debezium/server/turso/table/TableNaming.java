package io.debezium.server.turso.table;

/** Names of target tables and columns. */
@FunctionalInterface
public interface TableNaming {

    /** The target's name for a source table. */
    String nameOf(TableId table);

    /** {@code public.menu} → {@code menu}; {@code sales.orders} → {@code sales_orders}. */
    static TableNaming standard() {
        return table -> table.schema().equals("public") ? table.name() : table.schema() + '_' + table.name();
    }

    /**
     * A format with {@code ${schema}}, {@code ${table}}, {@code ${topic}} and {@code ${database}}.
     *
     * @param topicPrefix the connector's {@code topic.prefix}, for {@code ${topic}}
     * @param database the source database, for {@code ${database}}
     */
    static TableNaming of(String format, String topicPrefix, String database) {
        return table -> format.replace("${topic}", topicPrefix + '.' + table.schema() + '.' + table.name())
                .replace("${database}", database)
                .replace("${schema}", table.schema())
                .replace("${table}", table.name());
    }

    /**
     * An identifier in the one spelling that every target reads back: letters outside ASCII in lower case.
     *
     * <p>The Turso engine folds them to lower case on use but not on creation, so that "É" could never be found again
     * or, worse, land in a column "é".
     */
    static String fold(String identifier) {
        StringBuilder folded = new StringBuilder(identifier.length());
        identifier
                .codePoints()
                .map(letter -> letter < 0x80 ? letter : Character.toLowerCase(letter))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
