package io.debezium.server.turso.converter;

import io.debezium.spi.converter.CustomConverter;
import org.apache.kafka.connect.data.SchemaBuilder;

/** What a column's values become, of which schema. */
record Conversion(SchemaBuilder schema, CustomConverter.Converter converter) {}
