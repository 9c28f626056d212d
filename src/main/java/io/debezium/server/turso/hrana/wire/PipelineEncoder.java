package io.debezium.server.turso.hrana.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.vertx.core.buffer.Buffer;

/**
 * Writes a pipeline as JSON.
 *
 * <p>A {@link SqlValue.Real} is written as text: servers read JSON numbers one unit in the last place off. The shortest
 * decimal that Java prints reads back exactly in a column of REAL affinity, which is where callers bind it.
 */
public final class PipelineEncoder {
    private final JsonFactory json = new JsonFactory();

    /**
     * A pipeline on a new stream.
     *
     * @throws UncheckedIOException if a text holds half a surrogate pair; {@link StatementCheck} finds those before
     */
    public Buffer encode(List<StreamRequest> requests) {
        BufferOutput output = new BufferOutput();
        try (JsonGenerator out = json.createGenerator(output)) {
            out.writeStartObject();
            out.writeNullField("baton");
            out.writeArrayFieldStart("requests");
            for (StreamRequest request : requests) {
                write(out, request);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException cause) {
            throw new UncheckedIOException("a statement cannot be written as JSON", cause);
        }
        return output.buffer();
    }

    private static void write(JsonGenerator out, StreamRequest request) throws IOException {
        out.writeStartObject();
        switch (request) {
            case StreamRequest.Execute execute -> {
                out.writeStringField("type", "execute");
                write(out, execute.stmt(), execute.wantRows());
            }
            case StreamRequest.Batch batch -> {
                out.writeStringField("type", "batch");
                out.writeObjectFieldStart("batch");
                writeSteps(out, batch.steps());
                out.writeEndObject();
            }
            case StreamRequest.Close close -> out.writeStringField("type", "close");
        }
        out.writeEndObject();
    }

    private static void writeSteps(JsonGenerator out, List<BatchStep> steps) throws IOException {
        out.writeArrayFieldStart("steps");
        for (BatchStep step : steps) {
            out.writeStartObject();
            if (step.condition() != null) {
                out.writeFieldName("condition");
                write(out, step.condition());
            }
            write(out, step.stmt(), false);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, BatchCond condition) throws IOException {
        out.writeStartObject();
        switch (condition) {
            case BatchCond.Ok ok -> {
                out.writeStringField("type", "ok");
                out.writeNumberField("step", ok.step());
            }
            case BatchCond.Not not -> {
                out.writeStringField("type", "not");
                out.writeFieldName("cond");
                write(out, not.cond());
            }
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Statement statement, boolean wantRows) throws IOException {
        out.writeObjectFieldStart("stmt");
        out.writeStringField("sql", statement.sql());
        out.writeArrayFieldStart("args");
        for (SqlValue value : statement.args()) {
            write(out, value);
        }
        out.writeEndArray();
        out.writeBooleanField("want_rows", wantRows);
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, SqlValue value) throws IOException {
        out.writeStartObject();
        switch (value) {
            case SqlValue.Null none -> out.writeStringField("type", "null");
            case SqlValue.Int integer -> write(out, "integer", "value", Long.toString(integer.value()));
            case SqlValue.Real real -> write(out, "text", "value", Double.toString(real.value()));
            case SqlValue.Text text -> write(out, "text", "value", text.value());
            case SqlValue.Blob blob -> write(out, "blob", "base64", blob.toBase64());
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, String type, String field, String value) throws IOException {
        out.writeStringField("type", type);
        out.writeStringField(field, value);
    }
}
