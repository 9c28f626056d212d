package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.table.MappedTable;

/** A primary key's values, in key order. */
record RowKey(List<SqlValue> values) {
    RowKey {
        values = List.copyOf(values);
    }

    /** The same for all keys that the target takes for one, be it in different letters or signs of zero; maybe for more. */
    RowKey place(MappedTable table) {
        List<SqlValue> places = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            int column = table.keyIndexes().get(i);
            places.add(place(values.get(i), table.shape().columns().get(column).caseless()));
        }
        return new RowKey(places);
    }

    private static SqlValue place(SqlValue value, boolean caseless) {
        return switch (value) {
            case SqlValue.Text text -> caseless ? SqlValue.of(text.value().toLowerCase(Locale.ROOT)) : text;
            case SqlValue.Real real -> real.value() == 0 ? SqlValue.of(0.0) : real;
            case SqlValue.Int integer -> integer;
            case SqlValue.Blob blob -> blob;
            case SqlValue.Null none -> none;
        };
    }
}
