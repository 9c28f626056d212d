package io.debezium.server.turso.delivery;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
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
    /** Possessive, so that no part of a name is taken for all of it. */
    private static final String NAME = "(?:\"(?:[^\"]|\"\")*+\"|`(?:[^`]|``)*+`|\\[[^\\]]*+\\]|[\\w$[^\\x00-\\x7F]]++)";

    private static final String THIS_NAME = "(?:IF\\s+NOT\\s+EXISTS\\s+)?" + NAME + "(?:\\s*\\.\\s*" + NAME + ")?";
    private static final String INDEX = "CREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+" + THIS_NAME + "\\s+ON\\s+";
    private static final String TRIGGER = "CREATE\\s+TRIGGER\\s+" + THIS_NAME + "\\s+(?:(?:BEFORE|AFTER)\\s+)?"
            + "(?:DELETE|INSERT|UPDATE(?:\\s+OF\\s+" + NAME + "(?:\\s*,\\s*" + NAME + ")*)?)\\s+ON\\s+";
    private static final String TERM = "\\s*" + NAME + "(?:\\s+COLLATE\\s+" + NAME + ")?(?:\\s+(?:ASC|DESC))?\\s*";
    /** Columns alone, in whatever order. */
    private static final Pattern PLAIN_INDEX = Pattern.compile(
            INDEX + NAME + "\\s*\\(" + TERM + "(?:," + TERM + ")*\\)\\s*(?:WHERE\\b.*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** Up to the table that it is on, and from there. */
    private static final Pattern ON_TABLE = Pattern.compile(
            "(" + INDEX + '|' + TRIGGER + ')' + NAME + "((?!\\s*\\.).*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** As SQLite calls them, in the order in which one may need another. */
    enum Kind {
        VIEW,
        INDEX,
        TRIGGER
    }

    Statement removal() {
        return Statement.of("DROP " + kind + ' ' + Identifiers.quote(name));
    }

    boolean isOn(String other) {
        return kind != Kind.VIEW && table.equalsIgnoreCase(other);
    }

    /** Whether it may have to do with a table, a view or a column: maybe another thing has that name. */
    boolean mentions(String other) {
        return TargetState.fold(sql).contains(TargetState.fold(other));
    }

    /**
     * Whether it has the name in double quotes: of a column that is gone SQLite then takes it for a text, and goes on as if
     * nothing were wrong.
     */
    boolean quotes(String column) {
        return mentions(Identifiers.quote(column));
    }

    /** Whether words of the target may mean it. */
    boolean isNamedIn(String words) {
        return isWord(name, words);
    }

    /** The same on its table under another name; empty if its text may mean the table in other places, too. */
    Optional<HandMade> on(String newTable) {
        Matcher text = ON_TABLE.matcher(sql.strip());
        return text.matches() && !isWord(table, text.group(2))
                ? Optional.of(
                        new HandMade(kind, name, newTable, text.group(1) + Identifiers.quote(newTable) + text.group(2)))
                : Optional.empty();
    }

    private static boolean isWord(String word, String text) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(word) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
    }

    /**
     * Whether an index computes something: the Turso engine goes on to do so by the old name of a column that was renamed, and
     * dies of it after one was dropped.
     */
    boolean computes() {
        return kind == Kind.INDEX && !PLAIN_INDEX.matcher(sql.strip()).matches() && !sql.contains("libsql_vector_idx");
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
