package io.debezium.server.turso.source;

/** Whether the connector can make the slot that an initial snapshot has to begin with. */
public sealed interface SlotVerdict {

    /** There is no slot of that name. */
    record Free() implements SlotVerdict {}

    /** There was one of an earlier attempt, whose snapshot was never completed; it is dropped. */
    record Cleared() implements SlotVerdict {}

    /** There is one that this mirror has not made; {@code sentence} says what to do. */
    record Foreign(String sentence) implements SlotVerdict {}
}
