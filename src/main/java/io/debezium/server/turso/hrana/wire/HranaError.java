package io.debezium.server.turso.hrana.wire;

import java.util.regex.Pattern;

/**
 * An error that the server answered within the protocol.
 *
 * @param message without the text of a view, which the Turso engine quotes and which may hold values
 * @param code empty if it named none; servers differ in codes for the same error
 */
public record HranaError(String message, String code) {
    private static final Pattern VIEW = Pattern.compile("(referenced in VIEW .+?): CREATE .*", Pattern.DOTALL);

    public HranaError {
        message = VIEW.matcher(message).replaceFirst("$1");
    }

    /** Code and message in one line. */
    public String describe() {
        return code.isEmpty() ? message : code + ": " + message;
    }
}
