package io.debezium.server.turso.event;

import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Puts a changed key together again: Debezium sends a delete of the old key with the header {@code __debezium.newkey}, a
 * tombstone, and a create of the new key with the header {@code __debezium.oldkey}. Applied as such the delete would
 * destroy unchanged TOAST values, which the create does not carry.
 */
final class KeyChangeDecoder {
    private static final String NEW_KEY = "__debezium.newkey";
    private static final String OLD_KEY = "__debezium.oldkey";

    private @Nullable Half pending;

    private record Half(TableShape shape, @Nullable Row before) {}

    static boolean isFirstHalf(SourceRecord delete) {
        return header(delete, NEW_KEY) != null;
    }

    static boolean isSecondHalf(SourceRecord create) {
        return header(create, OLD_KEY) != null;
    }

    void first(SourceRecord delete, TableShape shape, @Nullable Row before) {
        requireNone(delete);
        pending = new Half(shape, before);
    }

    Change second(SourceRecord create, TableShape shape, Row after) {
        Half half = pending;
        pending = null;
        if (half == null || !half.shape().table().id().equals(shape.table().id())) {
            throw new UndecodableEventException(create, "the second half of a key change came without the first");
        }
        if (shape.hasKey()) {
            return new Change.KeyChange(shape.table(), oldKey(create, shape), half.before(), after);
        }
        return new Change.Update(shape.table(), half.before(), after);
    }

    /** Nothing but the second half may follow the first. */
    void requireNone(SourceRecord record) {
        if (pending != null) {
            throw new UndecodableEventException(record, "it came between the two halves of a key change");
        }
    }

    /** The connector starts again. */
    void discard() {
        pending = null;
    }

    private static Row oldKey(SourceRecord create, TableShape shape) {
        Header header = header(create, OLD_KEY);
        if (header != null && header.value() instanceof Struct key) {
            return shape.key(key);
        }
        throw new UndecodableEventException(create, "its header " + OLD_KEY + " holds no key");
    }

    private static @Nullable Header header(SourceRecord record, String name) {
        return record.headers().isEmpty() ? null : record.headers().lastWithName(name);
    }
}
