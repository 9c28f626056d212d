package io.debezium.server.turso.bench.proxy;

import java.time.Duration;

import io.debezium.server.turso.bench.ScriptedAnswer;

/** What becomes of one request on its way to the server and of its answer on the way back. */
public sealed interface Fault {

    /** Both arrive. */
    record Pass() implements Fault {}

    /** The connection breaks off as soon as it is made, or at a request's first byte if it was made for another. */
    record Refuse() implements Fault {}

    /** The connection breaks off while the request is being sent; the server sees nothing of it. */
    record CutBeforeRequest() implements Fault {}

    /** The server runs the request to its end; the connection breaks off in place of the answer. */
    record CutAfterRequest() implements Fault {}

    /** The connection ends after {@code bytes} bytes of the answer, or after all but its last byte if it is shorter. */
    record CutInsideAnswer(int bytes) implements Fault {}

    /** Nothing happens for {@code time}; then {@code next} does. */
    record Stall(Duration time, Fault next) implements Fault {}

    /** The server gets the request twice, one after the other; the second answer comes back. */
    record Duplicate() implements Fault {}

    /** The connection breaks off at once; the server gets the request {@code delay} later, as one that was held up. */
    record Late(Duration delay) implements Fault {}

    /** A gateway answers by itself; the server sees nothing of the request. */
    record Status(ScriptedAnswer answer) implements Fault {}
}
