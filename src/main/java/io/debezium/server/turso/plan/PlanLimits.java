package io.debezium.server.turso.plan;

/**
 * Sizes of what is sent.
 *
 * @param statementRows rows of one statement, at most
 * @param statementBytes bytes of one statement's parameter, about, at which the next row begins another one; a single row
 *     beyond it is bound value by value
 * @param foldRows rows that are folded by key before they become statements
 * @param rowBytes about how large one row may be at all, so that its copies on the way fit into memory
 */
public record PlanLimits(int statementRows, int statementBytes, int foldRows, long rowBytes) {
    /** sqld cuts the text of a statement that writes 1,000 rows at its 512th byte, and panics inside a letter. */
    private static final int CUT = 512;

    /** Bytes that may come to stand in the place of a parameter, before the statement is sent. */
    private static final int LONGEST_PARAMETER = 80;

    private static final int ROWS_UNCUT = 999;

    public PlanLimits {
        if (statementRows < 1 || statementBytes < 1 || foldRows < 1 || rowBytes < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** Measured best on both engines: see docs/BENCHMARKS.md. */
    public static PlanLimits standard() {
        return new PlanLimits(2_000, 1_000_000, 20_000, Long.MAX_VALUE);
    }

    /** Rows of one statement with the text {@code sql}, at most. */
    int statementRows(String sql) {
        boolean uncut = sql.length() <= (CUT - LONGEST_PARAMETER) / 3;
        return uncut || isSliceable(sql) ? statementRows : Math.min(statementRows, ROWS_UNCUT);
    }

    /** Whether the text {@code sql} may be cut anywhere. */
    static boolean isSliceable(String sql) {
        return sql.chars().allMatch(letter -> letter < 0x80);
    }

    /** These limits with another size of statements. */
    public PlanLimits withStatementBytes(int bytes) {
        return new PlanLimits(statementRows, bytes, foldRows, rowBytes);
    }

    /** These limits with another size of rows. */
    public PlanLimits withRowBytes(long bytes) {
        return new PlanLimits(statementRows, statementBytes, foldRows, bytes);
    }
}
