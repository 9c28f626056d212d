package io.debezium.server.turso.type;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.debezium.data.vector.SparseDoubleVector;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.type.text.PostgresFloat;
import org.apache.kafka.connect.data.Struct;

/** pgvector's types: vector and halfvec as little-endian float32, sparsevec as pgvector prints it. */
final class VectorMapping {
    static final ColumnMapping SPARSE = new ColumnMapping("TEXT", value -> SqlValue.of(sparse((Struct) value)));

    /** pgvector's largest number of dimensions; beyond it stands for "not known". */
    private static final int MAX_DIMENSIONS = 16_000;

    private VectorMapping() {}

    /** Without a known number of dimensions the bytes are the same, but no vector index can stand on the column. */
    static ColumnMapping dense(int dimensions) {
        boolean known = dimensions > 0 && dimensions <= MAX_DIMENSIONS;
        return new ColumnMapping(
                known ? "F32_BLOB(" + dimensions + ")" : "BLOB", value -> SqlValue.of(floats((List<?>) value)));
    }

    private static byte[] floats(List<?> values) {
        ByteBuffer out = ByteBuffer.allocate(values.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(value -> out.putFloat(((Number) value).floatValue()));
        return out.array();
    }

    private static String sparse(Struct vector) {
        Map<Object, Object> byIndex = new TreeMap<>(vector.getMap(SparseDoubleVector.VECTOR_FIELD));
        StringBuilder out = new StringBuilder("{");
        byIndex.forEach((index, value) -> out.append(out.length() == 1 ? "" : ",")
                .append(index)
                .append(':')
                .append(PostgresFloat.text(((Number) value).floatValue())));
        return out.append("}/")
                .append(vector.get(SparseDoubleVector.DIMENSIONS_FIELD))
                .toString();
    }
}
