package io.debezium.server.turso.hrana.wire;

import java.util.List;

import io.debezium.server.turso.bench.HranaAnswers;
import io.debezium.server.turso.sql.SqlValue;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class PipelineDecoderTest {
    private final PipelineDecoder decoder = new PipelineDecoder();

    @Test
    void rowsComeBackInAllFiveStorageClasses() throws MalformedAnswerException {
        String rows = """
                [[{"type":"null"},{"type":"integer","value":"-9223372036854775808"},{"type":"float","value":1.5},
                {"type":"text","value":"☃"},{"type":"blob","base64":"/w"}]]""";

        assertThat(rows(rows))
                .containsExactly(List.of(
                        SqlValue.NULL,
                        SqlValue.of(Long.MIN_VALUE),
                        SqlValue.of(1.5),
                        SqlValue.of("☃"),
                        SqlValue.of(new byte[] {-1})));
    }

    @Test
    void aTextMayBeLongerThanJacksonsOwnLimit() throws MalformedAnswerException {
        String text = "x".repeat(20_000_001);

        assertThat(rows("[[{\"type\":\"text\",\"value\":\"" + text + "\"}]]"))
                .containsExactly(List.of(SqlValue.of(text)));
    }

    @Test
    void aNumberThatIsNotFiniteIsRefusedBecauseWhichOneItWasIsLost() {
        assertThatThrownBy(() -> rows("[[{\"type\":\"float\",\"value\":null}]]"))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessageContaining("CAST");
    }

    @Test
    void stepsAreOkFailedOrSkipped() throws MalformedAnswerException {
        PipelineResponse response = decode(HranaAnswers.failed(1, 2, "SQLITE_BUSY", "locked"));

        assertThat(response.baton()).isNull();
        assertThat(response.results())
                .containsExactly(new StreamResult.Batch(List.of(
                        new StepResult.Ok(new StmtResult(List.of())),
                        new StepResult.Ok(new StmtResult(List.of())),
                        new StepResult.Failed(new HranaError("locked", "SQLITE_BUSY")),
                        new StepResult.Skipped(),
                        new StepResult.Ok(new StmtResult(List.of())))));
    }

    @Test
    void anOpenStreamIsSeenByItsBaton() throws MalformedAnswerException {
        assertThat(decode(HranaAnswers.withBaton(HranaAnswers.committed(0))).baton())
                .isEqualTo("x.y");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "SECRET",
                "{\"results\":[{\"type\":\"ok\",\"resp",
                "{\"results\":[]} SECRET",
                "{\"results\":[{}]}",
                "{\"results\":[{\"type\":\"SECRET\"}]}",
                "{\"results\":[{\"type\":\"ok\",\"response\":{\"type\":\"SECRET\"}}]}",
                "{\"results\":[{\"type\":\"ok\",\"response\":{\"type\":\"execute\",\"result\":{}}}]}",
                "{\"results\":[{\"type\":\"error\",\"error\":{}}]}",
                "{\"results\":[{\"type\":\"ok\",\"response\":{\"type\":\"batch\",\"result\":{\"step_results\":[null],\"step_errors\":[]}}}]}",
            })
    void whatIsNotHranaIsRefusedWithoutQuotingIt(String body) {
        assertThatThrownBy(() -> decode(body))
                .isInstanceOf(MalformedAnswerException.class)
                .message()
                .doesNotContain("SECRET");
    }

    private List<List<SqlValue>> rows(String rows) throws MalformedAnswerException {
        StreamResult result = decode(HranaAnswers.rows(rows)).results().getFirst();
        return result instanceof StreamResult.Execute execute ? execute.result().rows() : List.of();
    }

    private PipelineResponse decode(String body) throws MalformedAnswerException {
        return decoder.decode(Buffer.buffer(body));
    }
}
