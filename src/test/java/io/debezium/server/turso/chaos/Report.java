package io.debezium.server.turso.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The results as Markdown. */
record Report(Result result, Map<Defect, Result> defects) {
    private static final Path DOCUMENT = Path.of("docs", "RELIABILITY.md");

    /** Whether the run passed, and each defect made its run fail. */
    boolean passed() {
        return result.passed() && defects.values().stream().allMatch(Result::noticed);
    }

    /** All figures. */
    String tables() {
        return run() + "\n" + faults() + "\n" + noticed();
    }

    private String run() {
        return String.format(
                Locale.ROOT,
                """
                | What | Figure |
                |---|---|
                | Seed | %d |
                | Duration | %d min %d s |
                | Faults | %,d |
                | Kinds of fault that never happened | %,d |
                | States of Turso that were read and checked | %,d |
                | … in which a part of a large transaction waited for the rest | %,d |
                | Violations | %d |
                | Transactions committed in Postgres | %,d |
                | Transactions and connections to Postgres that faults cut off | %,d |
                | Chunks of tables that incremental snapshots read again | %,d |
                | Starts of the server | %,d |
                | Differences between the tables in the end | %d |
                """,
                result.plan().seed(),
                result.time().toMinutes(),
                result.time().toSecondsPart(),
                result.faults(),
                result.missing().size(),
                result.reads(),
                result.staged(),
                result.violations().size()
                        + result.surrenders().size()
                        + result.stuck().size(),
                result.committed(),
                result.interrupted(),
                result.chunks(),
                result.starts(),
                result.differences().size());
    }

    private String faults() {
        return result.happened().entrySet().stream()
                .map(fault -> String.format(Locale.ROOT, "| %s | %,d |\n", fault.getKey(), fault.getValue()))
                .collect(Collectors.joining("", "| Fault | Times |\n|---|---|\n", ""));
    }

    private String noticed() {
        return defects.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(
                        "",
                        "| A server that | Noticed after | First seen in Turso | What the sink itself said before |\n|---|---|---|---|\n",
                        ""));
    }

    private static String line(Defect defect, Result result) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d transactions, %,d faults, %d s | %s | %s |\n",
                defect.title(),
                result.committed(),
                result.faults(),
                result.time().toSeconds(),
                result.firstSign(),
                result.firstSurrender());
    }

    /** Writes the document. */
    void write() throws IOException {
        Files.writeString(DOCUMENT, """
                # Reliability

                Written by `./chaos --write`, which does the same on your machine; `--seed N` repeats a run as far as timing
                allows.

                ## Everything fails, nothing is lost

                Two writers change Postgres without pause: transfers between accounts, each with two entries in a ledger;
                lists that only grow; a table without a key whose rows are doubles; changes of keys, unchanged TOAST
                values, truncates, savepoints rolled back; columns added, dropped, renamed and retyped,
                tables dropped and made anew; signals that have tables read again. Each transaction counts in one row what it has
                changed. Meanwhile processes are killed and paused, and requests to Turso are cut, delayed, repeated and
                refused, each kind once before any comes again; most often the next thing happens as soon as the mirror moves again, at times before. Whoever
                ends is started again after 0.1 s.

                A reader asks Turso without pause, one statement for all tables. Every answer must be a state that
                Postgres had: the total of the accounts, two entries that cancel out for each transfer, lists without gap
                or double, as many rows in each table as are counted, and no position, transaction or list that goes back.
                The largest transactions exceed what the server may keep of one, and are staged in Turso.
                In the end Turso must have the last transaction, and all tables must be equal, row by row.

                %s
                %s
                ## It would be noticed

                The same against servers with a deliberate defect, until a reader of Turso sees what cannot be, or the tables
                differ in the end; that a sink gives up by itself does not count:

                %s
                The second one keeps its offset in a file, and does without the check at the start that refuses a slot ahead
                of Turso: with the sink's own store, records that are marked processed too
                early do no harm, since the connector tells Postgres only what the store returns, which is what Turso has.

                ## What Postgres itself does not promise

                To the transaction that takes a snapshot, a table that somebody truncates (or rewrites by `ALTER TABLE`)
                after the snapshot began is empty: Postgres documents it as a caveat of MVCC. So the first state of
                the mirror may lack the rows of such a table, until the truncate itself arrives a moment later. Do not
                truncate while the first snapshot is taken; the runs above do not.
                """.formatted(run(), faults(), noticed()));
    }
}
