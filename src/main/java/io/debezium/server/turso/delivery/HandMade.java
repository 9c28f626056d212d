package io.debezium.server.turso.delivery;

import java.util.Locale;
import java.util.regex.Pattern;

import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.sql.Statement;

/**
 * A view, a trigger or an index in the target that its users have made, not the sink.
 *
 * @param table what a trigger or index is on; a view's own name
 * @param sql what makes it, as the target has it; may hold values and so never goes into a log
 */
record HandMade(Kind kind, String name, String table, String sql) {

    /** As SQLite calls them. */
    enum Kind {
        VIEW,
        TRIGGER,
        INDEX
    }

    Statement removal() {
        return Statement.of("DROP " + kind + ' ' + Identifiers.quote(name));
    }

    boolean isOn(String other) {
        return kind != Kind.VIEW && table.equalsIgnoreCase(other);
    }

    /** Whether it may have to do with a table: maybe another thing has that name. */
    boolean mentions(String other) {
        return sql.toLowerCase(Locale.ROOT).contains(other.toLowerCase(Locale.ROOT));
    }

    /** Whether words of the target may mean it. */
    boolean isNamedIn(String words) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
                .matcher(words)
                .find();
    }

    /** Whether an index computes something, as the Turso engine does by the old name of a column that was renamed. */
    boolean computes() {
        boolean nested = sql.indexOf('(', sql.indexOf('(') + 1) >= 0;
        return kind == Kind.INDEX && nested && !sql.contains("libsql_vector_idx");
    }

    /** The same in the target, whatever has become of its text. */
    boolean isSame(HandMade other) {
        return kind == other.kind && name.equalsIgnoreCase(other.name);
    }

    /** For messages: what it is, without its text. */
    @Override
    public String toString() {
        String called = kind.name().toLowerCase(Locale.ROOT) + " \"" + name + '"';
        return kind == Kind.VIEW ? called : called + " of \"" + table + '"';
    }
}
