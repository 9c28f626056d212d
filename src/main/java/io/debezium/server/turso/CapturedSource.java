package io.debezium.server.turso;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import io.debezium.server.turso.delivery.SnapshotScope;
import io.debezium.server.turso.event.RowKeys;
import io.debezium.server.turso.event.SchemaCapture;
import io.debezium.server.turso.event.SchemaChange;
import io.debezium.server.turso.source.SourceCatalog;
import io.debezium.server.turso.table.ColumnDefinition;
import io.debezium.server.turso.table.IndexTranslation;
import io.debezium.server.turso.table.PresentTable;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;

/** The source's catalog as decoding and delivery ask for it. */
record CapturedSource(SourceCatalog catalog, boolean wholeSnapshots) implements SchemaCapture, RowKeys {

    @Override
    public Optional<String> secret() {
        return catalog.secret();
    }

    @Override
    public Optional<String> secretSince(long lsn) {
        return catalog.secretSince(lsn);
    }

    @Override
    public void shown(TableId table, OptionalLong transaction) {
        catalog.shown(table, transaction);
    }

    @Override
    public String publication() {
        return catalog.filter().publication();
    }

    @Override
    public boolean skips(String operation) {
        return catalog.filter().skips(operation);
    }

    @Override
    public boolean captures(TableId table) {
        return catalog.filter().captures(table);
    }

    @Override
    public boolean captures(TableDefinition table) {
        return catalog.filter().mirrors(table);
    }

    @Override
    public boolean captures(TableId table, ColumnDefinition column) {
        return catalog.streams(column) && catalog.filter().captures(table, column.name());
    }

    @Override
    public Set<String> unstreamed(TableId table) {
        return catalog.unstreamed(table);
    }

    @Override
    public boolean identify(TableId table, boolean snapshot) {
        return (secret().isPresent() && !snapshot) ? catalog.hasUntoldKey(table) : catalog.hasKey(table);
    }

    /** What a snapshot of all tables covers. */
    SnapshotScope scope() {
        List<SchemaChange.Observed> tables = catalog.tables().stream()
                .map(this::withoutExcluded)
                .map(SchemaChange.Observed::of)
                .toList();
        return new SnapshotScope(table -> wholeSnapshots && catalog.filter().captures(table), tables, catalog::present);
    }

    /** What the mirror has of a table now; empty if it is gone. */
    Optional<PresentTable> present(TableId table) {
        return catalog.find(table)
                .filter(found -> captures(found.definition()))
                .map(found -> new PresentTable(withoutExcluded(found.definition()), found.filled(), found.younger()));
    }

    /** A sentence for each index that the mirror did not have when the server started. */
    List<String> leftOutIndexes() {
        return catalog.tables().stream()
                .flatMap(table -> IndexTranslation.leftOut(withoutExcluded(table)).stream())
                .toList();
    }

    private TableDefinition withoutExcluded(TableDefinition table) {
        return table.without(column -> !captures(table.id(), column));
    }
}
