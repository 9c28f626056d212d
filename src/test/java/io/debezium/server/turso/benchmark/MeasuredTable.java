package io.debezium.server.turso.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import io.debezium.server.turso.bench.postgres.Database;

/** The table that all is measured with: six columns of usual types, rows numbered from 1. */
final class MeasuredTable {
    /** Its name. */
    static final String NAME = "measured";

    private static final String CREATE = "CREATE TABLE " + NAME + " (id bigint PRIMARY KEY, name text NOT NULL,"
            + " price numeric(10,2), quantity int, sold_at timestamptz, in_stock boolean)";
    private static final String INSERT = "INSERT INTO " + NAME + " SELECT g, 'dish number ' || g, g % 10000 / 100.0,"
            + " g % 1000, timestamptz '2026-01-01 00:00:00Z' + g * interval '1 second', g % 2 = 0"
            + " FROM generate_series(?, ?) g";

    private final Database database;

    private MeasuredTable(Database database) {
        this.database = database;
    }

    /** Creates it, empty. */
    static MeasuredTable create(Database database) throws SQLException {
        database.execute(CREATE);
        return new MeasuredTable(database);
    }

    /** Commits the rows {@code first} to {@code last}, {@code perTransaction} rows at a time. */
    void insert(long first, long last, int perTransaction) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (long from = first; from <= last; from += perTransaction) {
                insert.setLong(1, from);
                insert.setLong(2, Math.min(from + perTransaction - 1, last));
                insert.executeUpdate();
            }
        }
    }
}
