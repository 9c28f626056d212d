package io.debezium.server.turso.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.table.Publication;
import io.debezium.server.turso.table.TableId;

/** Whether the publication carries every change of every captured table. */
public final class PublicationCheck {
    private static final String FIND =
            "SELECT pubinsert, pubupdate, pubdelete, pubtruncate FROM pg_publication WHERE pubname = ?";
    private static final String BY_ROOT = "SELECT pubviaroot FROM pg_publication WHERE pubname = ?";
    private static final List<String> OPERATIONS = List.of("insert", "update", "delete", "truncate");

    private PublicationCheck() {}

    /**
     * Why a mirror that has a position cannot go on with the publication as it is; empty if it can. A connector would make
     * it anew, and Postgres skip or refuse the changes that came before that.
     *
     * @throws SourceException if the catalog cannot be read
     */
    public static Optional<String> gone(SourceDatabase source) throws SourceException {
        try {
            boolean there =
                    source.query(BY_ROOT, row -> true, source.publicationName()).contains(true);
            return there
                    ? Optional.empty()
                    : Optional.of(Publication.changed(Publication.goneProblem(source.publicationName())));
        } catch (SQLException e) {
            throw source.unreadable(e);
        }
    }

    static List<String> problems(SourceDatabase source, List<CapturedTable> tables) throws SQLException {
        List<Set<String>> found = source.query(FIND, PublicationCheck::withheld, source.publicationName());
        if (found.isEmpty()) {
            return missing(source).stream().toList();
        }
        List<String> problems = new ArrayList<>();
        withheld(source, found.getFirst()).ifPresent(problems::add);
        if (!source.publicationMode().equals("filtered")) {
            unpublished(source, tables).ifPresent(problems::add);
        }
        partial(source, tables).ifPresent(problems::add);
        partitions(source, tables).ifPresent(problems::add);
        return problems;
    }

    /** Rows of partitions would arrive under other names than the mirror has. */
    private static Optional<String> partitions(SourceDatabase source, List<CapturedTable> tables) throws SQLException {
        boolean byRoot = source.query(BY_ROOT, row -> row.getBoolean(1), source.publicationName())
                .getFirst();
        String names = tables.stream()
                .filter(CapturedTable::partitioned)
                .map(table -> table.id().toString())
                .collect(Collectors.joining(", "));
        if (names.isEmpty() || byRoot == source.filter().byRoot()) {
            return alone(source, tables);
        }
        return Optional.of("publication " + source.publicationName() + " names rows of partitioned tables by "
                + (byRoot ? "their root" : "their partitions")
                + ", unlike debezium.source.publish.via.partition.root="
                + !byRoot + " (" + names + "): run ALTER PUBLICATION "
                + Identifiers.quote(source.publicationName()) + " SET (publish_via_partition_root = " + !byRoot
                + "), or set that to " + byRoot + ".");
    }

    /** A snapshot of whole tables reads none of them, and their rows would arrive as those of a table of their own. */
    private static Optional<String> alone(SourceDatabase source, List<CapturedTable> tables) {
        String names = tables.stream()
                .filter(table -> source.filter().byRoot() && table.publishedAlone())
                .map(table -> table.id().toString())
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("publication " + source.publicationName()
                        + " has partitions without the table that they are"
                        + " of (" + names + "), while the mirror has whole tables: run ALTER PUBLICATION "
                        + Identifiers.quote(source.publicationName()) + " ADD TABLE for that table and capture it, add"
                        + " the partitions to debezium.source.table.exclude.list, or set"
                        + " debezium.source.publish.via.partition.root=false, as the publication's publish_via_partition_root,"
                        + " to have each as a table of its own.");
    }

    private static Set<String> withheld(ResultSet row) throws SQLException {
        Set<String> withheld = new TreeSet<>();
        for (int i = 0; i < OPERATIONS.size(); i++) {
            if (!row.getBoolean(i + 1)) {
                withheld.add(OPERATIONS.get(i));
            }
        }
        return withheld;
    }

    private static Optional<String> missing(SourceDatabase source) {
        String name = Identifiers.quote(source.publicationName());
        String create = "CREATE PUBLICATION " + name + " FOR ALL TABLES";
        return switch (source.publicationMode()) {
            case "disabled" ->
                Optional.of("publication " + source.publicationName() + " does not exist, and"
                        + " debezium.source.publication.autocreate.mode=disabled: run " + create + ".");
            case "all_tables" -> refusal(source, create);
            default -> Optional.empty();
        };
    }

    private static Optional<String> refusal(SourceDatabase source, String create) {
        try {
            source.rehearse(create);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of("user " + source.user() + " may not create the publication (" + e.getMessage()
                    + "): run " + create + " as a superuser.");
        }
    }

    private static Optional<String> withheld(SourceDatabase source, Set<String> operations) {
        Set<String> missed = new TreeSet<>(operations);
        missed.removeIf(source.filter()::skips);
        return missed.isEmpty()
                ? Optional.empty()
                : Optional.of(Publication.withheldProblem(source.publicationName(), missed));
    }

    private static Optional<String> unpublished(SourceDatabase source, List<CapturedTable> tables) {
        List<TableId> missing = tables.stream()
                .filter(table -> !table.partitioned() && !table.unlogged() && !table.published())
                .map(CapturedTable::id)
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Publication.unpublishedProblem(source.publicationName(), missing));
    }

    private static Optional<String> partial(SourceDatabase source, List<CapturedTable> tables) {
        List<TableId> partial = tables.stream()
                .filter(table -> !table.publishedWhole())
                .map(CapturedTable::id)
                .toList();
        return partial.isEmpty()
                ? Optional.empty()
                : Optional.of(Publication.partialProblem(source.publicationName(), partial));
    }
}
