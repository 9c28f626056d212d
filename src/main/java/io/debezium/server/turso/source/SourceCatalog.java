package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import io.debezium.server.turso.table.ColumnDefinition;
import io.debezium.server.turso.table.PresentTable;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;

/** The captured tables as the source's catalog had them when the server started, and as it has them when asked again. */
public final class SourceCatalog {
    // to_jsonb: the column came with Postgres 18.
    private static final String GENERATED =
            "SELECT coalesce(to_jsonb(p) ->> 'pubgencols' = 's', false) FROM pg_publication p WHERE pubname = ?";

    private static final String WAL_END = """
            SELECT (CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END) \
            - '0/0'::pg_lsn""";

    private final PatientSource patient;
    private final Map<TableId, TableDefinition> tables = new LinkedHashMap<>();
    /** Transactions whose rows have shown columns of tables during an incremental snapshot. */
    private final Map<TableId, Long> duringSnapshot = new HashMap<>();

    private final CaptureFilter filter;
    private final DdlCapture.State capture;
    private long asked;

    private final boolean streamsGenerated;

    private SourceCatalog(
            SourceDatabase source,
            DdlCapture.State capture,
            Collection<TableDefinition> definitions,
            boolean streamsGenerated) {
        this.streamsGenerated = streamsGenerated;
        this.patient = new PatientSource(source.settings());
        this.filter = source.filter();
        this.capture = capture;
        definitions.forEach(definition -> tables.put(definition.id(), definition));
    }

    /**
     * The catalog as it is now.
     *
     * @param capture how the source tells of what becomes of it
     * @throws SourceException if it cannot be read
     */
    public static SourceCatalog read(SourceDatabase source, DdlCapture.State capture) throws SourceException {
        try {
            boolean generated = source.query(GENERATED, row -> row.getBoolean(1), source.publicationName())
                    .contains(true);
            return new SourceCatalog(source, capture, Definitions.on(source).all(), generated);
        } catch (SQLException e) {
            throw source.unreadable(e);
        }
    }

    /** What proves that a message is from the event triggers; empty if there are none. */
    public Optional<String> secret() {
        return capture.secret();
    }

    /** Up to where the WAL was written when the secret was read: messages of earlier triggers are older. */
    public long secretLsn() {
        return capture.lsn();
    }

    /** Whether changes may have come before that no trigger has told of. */
    public boolean mayHaveChangedUntold() {
        return capture.fresh() || capture.secret().isEmpty();
    }

    /**
     * The secret as it is now.
     *
     * @return empty if there is none, and if it was asked for after {@code lsn}, in which case it was the same then
     * @throws SourceUnavailableException if the source refuses to answer, or stays away for long
     */
    public Optional<String> secretSince(long lsn) {
        if (lsn < asked) {
            return Optional.empty();
        }
        return patient.ask("The secret of the event triggers", source -> {
            asked = DdlCapture.position(source);
            return DdlCapture.secret(source);
        });
    }

    /**
     * Where the WAL ends: no transaction is committed behind it.
     *
     * @throws SourceUnavailableException if the source refuses to answer, or stays away for long
     */
    public long walEnd() {
        return patient.ask("The end of the WAL", source -> source.query(WAL_END, row -> row.getLong(1))
                .getFirst());
    }

    /** Whether streamed events carry such a column. */
    public boolean streams(ColumnDefinition column) {
        return switch (column.generation()) {
            case NONE -> true;
            case STORED -> streamsGenerated;
            case VIRTUAL -> false;
        };
    }

    /**
     * Columns of a table that streamed events do not carry. Asks the source unless the table was there when the server
     * started.
     *
     * @throws SourceUnavailableException if the source refuses to answer, or stays away for long
     */
    public Set<String> unstreamed(TableId table) {
        return Optional.ofNullable(tables.get(table))
                .or(() -> patient.ask(
                        "Table " + table, source -> Definitions.on(source).find(table)))
                .stream()
                .flatMap(found -> found.columns().stream())
                .filter(column -> !streams(column))
                .map(ColumnDefinition::name)
                .collect(Collectors.toSet());
    }

    /**
     * A streamed row shows columns of a table that none has shown.
     *
     * @param transaction its 32-bit number during an incremental snapshot
     */
    public void shown(TableId table, OptionalLong transaction) {
        duringSnapshot.remove(table);
        transaction.ifPresent(number -> duringSnapshot.put(table, number));
    }

    /**
     * A table as it is now; empty if it is gone.
     *
     * @throws SourceUnavailableException if the source refuses to answer, or stays away for long
     */
    public Optional<PresentTable> find(TableId table) {
        Long transaction = duringSnapshot.get(table);
        return patient.ask("Table " + table, source -> Definitions.on(source).present(table, transaction))
                .map(this::withComputed);
    }

    /** A column that was generated when the server started has values, which the mirror does not have. */
    private PresentTable withComputed(PresentTable present) {
        Set<Integer> filled = new HashSet<>(present.filled());
        tables.values().stream()
                .filter(table -> table.oid() == present.definition().oid())
                .flatMap(table -> table.columns().stream())
                .filter(ColumnDefinition::isGenerated)
                .forEach(column -> filled.add(column.number()));
        return new PresentTable(present.definition(), filled, present.younger());
    }

    /** What the connector captures. */
    public CaptureFilter filter() {
        return filter;
    }

    /** The tables as they were when the server started. */
    public Collection<TableDefinition> tables() {
        return Collections.unmodifiableCollection(tables.values());
    }

    /**
     * The tables that are there now.
     *
     * @throws SourceUnavailableException if the source refuses to answer, or stays away for long
     */
    public Collection<TableDefinition> present() {
        return patient.ask("The tables", source -> Definitions.on(source).all());
    }

    /**
     * Whether a table has a primary key, or an index as its replica identity. Asks the source anew unless it is known to
     * have one; a table that is gone counts as having one, since its last rows are about to go too.
     *
     * @throws SourceUnavailableException if the source refuses to answer, or stays away for long
     */
    public boolean hasKey(TableId table) {
        return hadKey(table) || patient.ask("Table " + table, source -> hasKey(source, table));
    }

    /**
     * The same of a table of which the event triggers have not told. Where they are in place they are about to: its rows
     * were written by the statement that creates it, and a key of today came later.
     *
     * @throws SourceUnavailableException if the source refuses to answer, or stays away for long
     */
    public boolean hasUntoldKey(TableId table) {
        return hadKey(table)
                || patient.ask("Table " + table, source -> !DdlCapture.isInPlace(source) && hasKey(source, table));
    }

    private boolean hadKey(TableId table) {
        TableDefinition known = tables.get(table);
        return known != null && !known.key().isEmpty();
    }

    private static boolean hasKey(SourceDatabase source, TableId table) throws SQLException {
        return Definitions.on(source)
                .find(table)
                .map(found -> !found.key().isEmpty())
                .orElse(true);
    }
}
