package io.debezium.server.turso.hrana.wire;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class PipelineEncoderTest {
    private final PipelineEncoder encoder = new PipelineEncoder();

    @Test
    void aBatchIsWrittenAsTheProtocolSaysIt() {
        List<BatchStep> steps = List.of(
                BatchStep.always(Statement.of("BEGIN IMMEDIATE")),
                BatchStep.ifOk(0, Statement.of("INSERT INTO t VALUES (?1)", SqlValue.of(7))),
                BatchStep.ifNotOk(1, Statement.of("ROLLBACK")));

        assertThat(json(new StreamRequest.Batch(steps), new StreamRequest.Close()))
                .isEqualTo("{'baton':null,'requests':[{'type':'batch','batch':{'steps':["
                        + "{'stmt':{'sql':'BEGIN IMMEDIATE','args':[],'want_rows':false}},"
                        + "{'condition':{'type':'ok','step':0},'stmt':{'sql':'INSERT INTO t VALUES (?1)',"
                        + "'args':[{'type':'integer','value':'7'}],'want_rows':false}},"
                        + "{'condition':{'type':'not','cond':{'type':'ok','step':1}},"
                        + "'stmt':{'sql':'ROLLBACK','args':[],'want_rows':false}}]}},{'type':'close'}]}");
    }

    @Test
    void aQueryAsksForItsRows() {
        assertThat(json(new StreamRequest.Execute(Statement.of("SELECT 1"), true)))
                .isEqualTo("{'baton':null,'requests':[{'type':'execute',"
                        + "'stmt':{'sql':'SELECT 1','args':[],'want_rows':true}}]}");
    }

    @Test
    void integersAreStringsSoThatNoReaderTakesThemForDoubles() {
        assertThat(arg(SqlValue.of(Long.MIN_VALUE))).isEqualTo("{'type':'integer','value':'-9223372036854775808'}");
        assertThat(arg(SqlValue.of(Long.MAX_VALUE))).isEqualTo("{'type':'integer','value':'9223372036854775807'}");
    }

    @Test
    void blobsHaveNeitherPaddingNorEscapesNorTheUrlAlphabet() {
        assertThat(arg(SqlValue.of(new byte[] {-1}))).isEqualTo("{'type':'blob','base64':'/w'}");
        assertThat(arg(SqlValue.of(new byte[] {-5, -16}))).isEqualTo("{'type':'blob','base64':'+/A'}");
        assertThat(arg(SqlValue.of(new byte[0]))).isEqualTo("{'type':'blob','base64':''}");
    }

    @Test
    void nullAndTextAreThemselves() {
        assertThat(arg(SqlValue.NULL)).isEqualTo("{'type':'null'}");
        assertThat(arg(SqlValue.of("a/b ☃\n"))).isEqualTo("{'type':'text','value':'a/b ☃\\n'}");
        assertThat(arg(SqlValue.of("😀")))
                .isIn("{'type':'text','value':'😀'}", "{'type':'text','value':'\\uD83D\\uDE00'}");
    }

    @Property
    void doublesTravelAsTextThatReadsBackBitForBit(@ForAll double value) throws JsonProcessingException {
        JsonNode node = new ObjectMapper().readTree(arg(SqlValue.of(value)).replace('\'', '"'));

        assertThat(node.path("type").asText()).isEqualTo("text");
        assertThat(Double.doubleToRawLongBits(
                        Double.parseDouble(node.path("value").asText())))
                .isEqualTo(Double.doubleToRawLongBits(value));
    }

    private String arg(SqlValue value) {
        String json = json(new StreamRequest.Execute(Statement.of("SELECT ?1", value), false));
        return json.substring(json.indexOf("'args':[") + 8, json.lastIndexOf("],'want_rows'"));
    }

    private String json(StreamRequest... requests) {
        return encoder.encode(List.of(requests)).toString().replace('"', '\'');
    }
}
