package io.debezium.server.turso.hrana.wire;

import java.util.regex.Pattern;

/**
 * An error that the server answered within the protocol.
 *
 * @param message without the texts of views and indexes, which the Turso engine quotes and which may hold values
 * @param code empty if it named none; servers differ in codes for the same error
 */
public record HranaError(String message, String code) {
    private static final Pattern TEXT =
            Pattern.compile("(referenced in VIEW .+?): CREATE .*|(CREATE INDEX): .*", Pattern.DOTALL);

    public HranaError {
        message = TEXT.matcher(message).replaceFirst("$1$2");
    }

    /** Code and message in one line. */
    public String describe() {
        return code.isEmpty() ? message : code + ": " + message;
    }
}
