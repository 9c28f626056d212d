package io.debezium.server.turso.hrana.wire;

/**
 * An error that the server answered within the protocol.
 *
 * @param code empty if it named none; servers differ in codes for the same error
 */
public record HranaError(String message, String code) {

    /** Code and message in one line. */
    public String describe() {
        return code.isEmpty() ? message : code + ": " + message;
    }
}
