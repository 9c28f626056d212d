package io.debezium.server.turso.hrana.wire;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a pipeline.
 *
 * @param baton not null if the server keeps the stream open
 * @param results one per request, in order
 */
public record PipelineResponse(@Nullable String baton, List<StreamResult> results) {
    public PipelineResponse {
        results = List.copyOf(results);
    }
}
