package io.debezium.server.turso.hrana.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;

/** Reads the answer to a pipeline; members that this client has no use for are passed over. */
public final class PipelineDecoder {
    private final ObjectMapper json = new ObjectMapper(JsonFactory.builder()
                    // Jackson's own limit is 20 MB, which a single stored text may pass.
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * The answer in {@code body}.
     *
     * @throws MalformedAnswerException if it is cut, not JSON, or not of the protocol
     */
    public PipelineResponse decode(Buffer body) throws MalformedAnswerException {
        JsonNode root = tree(body);
        List<StreamResult> results = new ArrayList<>();
        for (JsonNode result : array(root, "results")) {
            results.add(result(result));
        }
        JsonNode baton = root.path("baton");
        return new PipelineResponse(baton.isTextual() ? baton.textValue() : null, results);
    }

    private JsonNode tree(Buffer body) throws MalformedAnswerException {
        try {
            return json.readTree(body.getBytes());
        } catch (IOException notJson) {
            // The parser's message would quote the answer.
            throw new MalformedAnswerException("it is cut off or not JSON");
        }
    }

    private static StreamResult result(JsonNode node) throws MalformedAnswerException {
        return switch (node.path("type").asText()) {
            case "ok" -> response(node.path("response"));
            case "error" -> new StreamResult.Failed(error(node.path("error")));
            default -> throw new MalformedAnswerException("a result is neither ok nor error");
        };
    }

    private static StreamResult response(JsonNode node) throws MalformedAnswerException {
        return switch (node.path("type").asText()) {
            case "execute" -> new StreamResult.Execute(statement(node.path("result")));
            case "batch" -> new StreamResult.Batch(steps(node.path("result")));
            case "close" -> new StreamResult.Close();
            default -> throw new MalformedAnswerException("a response is to a request that was not sent");
        };
    }

    private static List<StepResult> steps(JsonNode node) throws MalformedAnswerException {
        JsonNode results = array(node, "step_results");
        JsonNode errors = array(node, "step_errors");
        if (results.size() != errors.size()) {
            throw new MalformedAnswerException("step_results and step_errors differ in length");
        }
        List<StepResult> steps = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            steps.add(step(results.path(i), errors.path(i)));
        }
        return steps;
    }

    private static StepResult step(JsonNode result, JsonNode error) throws MalformedAnswerException {
        if (!error.isNull()) {
            return new StepResult.Failed(error(error));
        }
        return result.isNull() ? new StepResult.Skipped() : new StepResult.Ok(statement(result));
    }

    private static StmtResult statement(JsonNode node) throws MalformedAnswerException {
        return new StmtResult(JsonValues.rows(array(node, "rows")));
    }

    private static HranaError error(JsonNode node) throws MalformedAnswerException {
        if (!node.path("message").isTextual()) {
            throw new MalformedAnswerException("an error has no message");
        }
        JsonNode code = node.path("code");
        return new HranaError(node.path("message").textValue(), code.isTextual() ? code.textValue() : "");
    }

    private static JsonNode array(JsonNode node, String field) throws MalformedAnswerException {
        JsonNode array = node.path(field);
        if (!array.isArray()) {
            throw new MalformedAnswerException("it has no array \"" + field + "\"");
        }
        return array;
    }
}
