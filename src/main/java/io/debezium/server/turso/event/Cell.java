package io.debezium.server.turso.event;

/** One column's value in an event. */
public sealed interface Cell {

    /** A value, as the Connect schema of the column says; never null. */
    record Present(Object value) implements Cell {}

    /** SQL NULL. */
    record Null() implements Cell {}

    /** An unchanged TOAST value, which the event does not carry: the target's own stays. */
    record Unavailable() implements Cell {}

    /** The one NULL. */
    Null NULL = new Null();

    /** The one unavailable cell. */
    Unavailable UNAVAILABLE = new Unavailable();
}
