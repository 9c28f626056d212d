package io.debezium.server.turso.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.debezium.server.turso.table.SourceColumn;
import io.debezium.server.turso.table.SourceTable;
import io.debezium.server.turso.table.TableId;
import org.apache.kafka.connect.data.Schema;

/** Tables of any shape: keyless or with a key of one or two columns anywhere, narrow or wide, hostile names. */
final class RandomTable {
    private static final List<Schema.Type> TYPES =
            List.of(Schema.Type.INT64, Schema.Type.STRING, Schema.Type.BYTES, Schema.Type.FLOAT64);
    private static final List<String> NAMES = List.of(
            "value",
            "key",
            "rowid",
            "_cdc_j",
            "_cdc_t",
            "g0",
            "id",
            "select",
            "a\"b",
            "a'b",
            "a b",
            "é",
            "日本",
            "😀",
            "?1",
            "j",
            "excluded",
            "json",
            "oid",
            "--",
            "main",
            "atom",
            "x",
            "type");

    private RandomTable() {}

    static SourceTable of(int number, Random random) {
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        int width = random.nextInt(4) == 0 ? 13 + random.nextInt(8) : 1 + random.nextInt(8);
        int keys = Math.min(width, random.nextInt(3));
        List<SourceColumn> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            Schema.Type type = TYPES.get(random.nextInt(TYPES.size()));
            boolean required = i < keys || random.nextInt(3) == 0;
            columns.add(required ? PlainTypes.required(names.get(i), type) : PlainTypes.nullable(names.get(i), type));
        }
        List<String> key = new ArrayList<>(
                columns.subList(0, keys).stream().map(SourceColumn::name).toList());
        Collections.shuffle(key, random);
        Collections.shuffle(columns, random);
        return new SourceTable(new TableId("s'\"", "t\"" + number + " '%"), columns, key);
    }
}
