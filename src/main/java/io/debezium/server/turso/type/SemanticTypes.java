package io.debezium.server.turso.type;

import java.util.Map;
import java.util.Optional;

import io.debezium.data.Bits;
import io.debezium.data.Enum;
import io.debezium.data.Json;
import io.debezium.data.TsVector;
import io.debezium.data.Uuid;
import io.debezium.data.VariableScaleDecimal;
import io.debezium.data.Xml;
import io.debezium.data.geometry.Geography;
import io.debezium.data.geometry.Geometry;
import io.debezium.data.geometry.Point;
import io.debezium.data.vector.DoubleVector;
import io.debezium.data.vector.FloatVector;
import io.debezium.data.vector.SparseDoubleVector;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;

/** Debezium's semantic types other than {@link TemporalTypes}. */
final class SemanticTypes {
    private SemanticTypes() {}

    /** The mapping of a semantic type; empty if the schema has none that is known here. */
    static Optional<ColumnMapping> find(Schema schema, SourceType source, NumericMode mode) {
        return Optional.ofNullable(
                switch (schema.name()) {
                    case null -> null;
                    case Decimal.LOGICAL_NAME -> decimal(schema, source, mode);
                    case VariableScaleDecimal.LOGICAL_NAME -> DecimalMapping.unbounded(mode);
                    case Enum.LOGICAL_NAME, Json.LOGICAL_NAME, Uuid.LOGICAL_NAME, Xml.LOGICAL_NAME -> TextMapping.TEXT;
                    case TsVector.LOGICAL_NAME, "io.debezium.data.Ltree" -> TextMapping.TEXT;
                    case Bits.LOGICAL_NAME -> bits(schema, source);
                    case Point.LOGICAL_NAME -> GeometricMapping.POINT;
                    case Geometry.LOGICAL_NAME, Geography.LOGICAL_NAME -> GeometricMapping.EWKB;
                    case DoubleVector.LOGICAL_NAME, FloatVector.LOGICAL_NAME -> VectorMapping.dense(source.length());
                    case SparseDoubleVector.LOGICAL_NAME -> VectorMapping.SPARSE;
                    default -> null;
                });
    }

    private static ColumnMapping decimal(Schema schema, SourceType source, NumericMode mode) {
        if (source.name().equals("MONEY")) {
            return DecimalMapping.unbounded(mode);
        }
        Map<String, String> parameters = schema.parameters();
        String precision = parameters.get("connect.decimal.precision");
        return DecimalMapping.of(
                mode,
                precision == null ? source.length() : Integer.parseInt(precision),
                Integer.parseInt(parameters.get(Decimal.SCALE_FIELD)));
    }

    private static ColumnMapping bits(Schema schema, SourceType source) {
        int length = Integer.parseInt(schema.parameters().get(Bits.LENGTH_FIELD));
        if (source.name().equals("VARBIT") || length == Integer.MAX_VALUE) {
            throw varbit();
        }
        if (source.name().equals("_BIT")) {
            throw new UnmappableValueException(
                    "is an array of bit, which Debezium's own conversion loses: leave the sink's converter on.");
        }
        return BitsMapping.of(length);
    }

    static UnmappableValueException varbit() {
        return new UnmappableValueException(
                "is a varbit, whose length Debezium's own conversion loses: leave the sink's converter on.");
    }
}
