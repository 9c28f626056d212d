package io.debezium.server.turso.event;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.debezium.data.Bits;
import io.debezium.data.Json;
import io.debezium.data.Uuid;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.debezium.server.turso.event.DecoderFixture.PLACEHOLDER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class PlaceholderTest {
    private static final byte[] BYTES = PLACEHOLDER.getBytes(UTF_8);
    private static final String UUID_FORM = UUID.nameUUIDFromBytes(BYTES).toString();
    private static final String HSTORE_FORM = "{\"" + PLACEHOLDER + "\":\"" + PLACEHOLDER + "\"}";
    private static final List<Integer> INTS =
            IntStream.range(0, BYTES.length).mapToObj(i -> (int) BYTES[i]).toList();
    private static final List<Long> LONGS =
            INTS.stream().map(Integer::longValue).toList();
    private static final Schema HSTORE = SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    static Stream<Arguments> unavailable() {
        return Stream.of(
                arguments(named("text", Schema.OPTIONAL_STRING_SCHEMA), PLACEHOLDER),
                arguments(named("json", Json.schema()), PLACEHOLDER),
                arguments(named("hstore as json", Json.schema()), HSTORE_FORM),
                arguments(named("hstore as map", HSTORE), Map.of(PLACEHOLDER, PLACEHOLDER)),
                arguments(named("bytea", Schema.BYTES_SCHEMA), BYTES.clone()),
                arguments(named("text[]", array(Schema.OPTIONAL_STRING_SCHEMA)), List.of(PLACEHOLDER)),
                arguments(named("bytea[]", array(Schema.OPTIONAL_BYTES_SCHEMA)), List.of(BYTES.clone())),
                arguments(named("int4[]", array(Schema.OPTIONAL_INT32_SCHEMA)), INTS),
                arguments(named("int8[]", array(Schema.OPTIONAL_INT64_SCHEMA)), LONGS),
                arguments(named("uuid[]", array(Uuid.builder().optional().build())), List.of(UUID_FORM)));
    }

    static Stream<Arguments> real() {
        return Stream.of(
                arguments(named("longer text", Schema.STRING_SCHEMA), PLACEHOLDER + " "),
                arguments(named("a text like an hstore", Schema.STRING_SCHEMA), HSTORE_FORM),
                arguments(named("the same bytes in a bytea", Schema.BYTES_SCHEMA), ByteBuffer.wrap(BYTES)),
                arguments(named("a bit string", Bits.builder(128).build()), BYTES.clone()),
                arguments(named("two texts", array(Schema.STRING_SCHEMA)), List.of(PLACEHOLDER, PLACEHOLDER)),
                arguments(named("no text", array(Schema.STRING_SCHEMA)), List.of()),
                arguments(named("a uuid's form as text", array(Schema.STRING_SCHEMA)), List.of(UUID_FORM)),
                arguments(named("fewer numbers", array(Schema.INT32_SCHEMA)), INTS.subList(1, INTS.size())),
                arguments(named("int2[]", array(Schema.INT16_SCHEMA)), List.of((short) 1)),
                arguments(named("number", Schema.INT32_SCHEMA), 1));
    }

    @ParameterizedTest
    @MethodSource("unavailable")
    void itIsRecognisedInEachOfItsForms(Schema schema, Object value) {
        assertThat(new Placeholder(PLACEHOLDER).in(schema)).accepts(value);
    }

    @ParameterizedTest
    @MethodSource("real")
    void aRealValueIsNeverTakenForIt(Schema schema, Object value) {
        assertThat(new Placeholder(PLACEHOLDER).in(schema)).rejects(value);
    }

    private static Schema array(Schema element) {
        return SchemaBuilder.array(element).optional().build();
    }
}
