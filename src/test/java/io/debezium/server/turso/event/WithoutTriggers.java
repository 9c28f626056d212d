package io.debezium.server.turso.event;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import io.debezium.server.turso.table.ColumnDefinition;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;

/** A source in which nothing captures schema changes, and every table is captured. */
class WithoutTriggers implements SchemaCapture {

    @Override
    public Optional<String> secret() {
        return Optional.empty();
    }

    @Override
    public Optional<String> secretSince(long lsn) {
        return Optional.empty();
    }

    @Override
    public void shown(TableId table, OptionalLong transaction) {}

    @Override
    public String publication() {
        return "dbz_publication";
    }

    @Override
    public boolean skips(String operation) {
        return false;
    }

    @Override
    public boolean captures(TableId table) {
        return true;
    }

    @Override
    public boolean captures(TableDefinition table) {
        return true;
    }

    @Override
    public boolean captures(TableId table, ColumnDefinition column) {
        return true;
    }

    @Override
    public Set<String> unstreamed(TableId table) {
        return Set.of();
    }
}
