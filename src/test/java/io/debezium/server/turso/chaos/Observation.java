package io.debezium.server.turso.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** One state of Turso as a reader saw it. */
record Observation(List<Long> figures) {
    private static final int LSN = 1;
    private static final int TICK = 2;
    private static final int[] NEVER_BACK = {LSN, TICK, 12, 13};
    private static final List<String> NAMES = List.of(
            "rows of clock",
            "_cdc_position.commit_lsn",
            "clock.n",
            "accounts",
            "total of the accounts",
            "characters of memos",
            "clock.entries",
            "entries of the ledger",
            "transfers without exactly two entries that cancel out",
            "clock.items",
            "items",
            "lists with gaps or doubles",
            "end of the even lists",
            "end of the odd lists",
            "clock.notes",
            "notes",
            "clock.note_sum",
            "sum of the notes",
            "clock.wide",
            "rows of wide",
            "clock.forms",
            "rows of form",
            "dead letters",
            "values of a transaction that is not applied yet");

    static Observation of(List<@Nullable Object> row) {
        return new Observation(row.stream()
                .map(figure -> (Long) Objects.requireNonNull(figure))
                .toList());
    }

    /** The number of the transaction that was applied last. */
    long tick() {
        return figures.get(TICK);
    }

    /** Whether a part of a transaction waited in Turso for the rest of it. */
    boolean staged() {
        return figures.getLast() > 0;
    }

    /** What cannot be: of this state alone, and after {@code before}, which was read earlier. */
    List<String> violations(@Nullable Observation before) {
        List<String> found = new ArrayList<>();
        expect(found, 0, 1);
        expect(found, 3, Tables.ACCOUNTS);
        expect(found, 4, Tables.ACCOUNTS * 1000L);
        expect(found, 5, (long) Tables.ACCOUNTS * Tables.MEMO);
        expect(found, 7, figures.get(6));
        expect(found, 8, 0);
        expect(found, 10, figures.get(9));
        expect(found, 11, 0);
        expect(found, 15, figures.get(14));
        expect(found, 17, figures.get(16));
        expect(found, 19, figures.get(18));
        expect(found, 21, figures.get(20));
        expect(found, 22, 0);
        for (int column : NEVER_BACK) {
            if (before != null && figures.get(column) < before.figures.get(column)) {
                found.add(NAMES.get(column) + " went back from " + before.figures.get(column) + " to "
                        + figures.get(column));
            }
        }
        return found;
    }

    private void expect(List<String> found, int column, long value) {
        if (figures.get(column) != value) {
            found.add(NAMES.get(column) + ": " + figures.get(column) + " instead of " + value + ", after transaction "
                    + tick() + ", LSN " + figures.get(LSN));
        }
    }
}
