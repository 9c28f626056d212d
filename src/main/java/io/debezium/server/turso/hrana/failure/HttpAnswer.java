package io.debezium.server.turso.hrana.failure;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A complete HTTP answer.
 *
 * @param retryAfter the header of that name, null if there is none
 * @param body empty if there is none
 */
public record HttpAnswer(int status, @Nullable String retryAfter, Buffer body) {

    /**
     * Whether tursodb refused the pipeline for its {@code close}; it reads the whole request before it runs any of it,
     * so nothing ran.
     */
    public boolean refusesClose() {
        return status == 500 && body.toString().contains("unknown variant `close`");
    }
}
