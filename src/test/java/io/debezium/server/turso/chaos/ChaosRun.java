package io.debezium.server.turso.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;

/** Disturbs what runs, one disturbance after the other, until the plan is fulfilled or something was seen that cannot be. */
final class ChaosRun {
    private static final int LONGEST_REST_MS = 300;

    private final Plan plan;
    private final Site site;
    private final Reader reader;
    private final Workload workload;
    private final Consumer<String> journal;
    private final Map<String, Integer> happened = new TreeMap<>();
    private final List<String> stuck = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private int chunks;
    private final long began = System.nanoTime();

    private ChaosRun(Plan plan, Site site, Reader reader, Workload workload, Consumer<String> journal) {
        this.plan = plan;
        this.site = site;
        this.reader = reader;
        this.workload = workload;
        this.journal = journal;
    }

    /** Runs {@code plan} against a server as {@code starter} starts it, and tells {@code journal} what happens. */
    static Result of(Plan plan, KeptServer.Starter starter, Consumer<String> journal) throws Exception {
        try (Site site = Site.build(plan.seed(), starter);
                Reader reader = Reader.start(site.turso());
                Workload workload = Workload.start(site.database(), plan.seed(), reader::tick)) {
            ChaosRun run = new ChaosRun(plan, site, reader, workload, journal);
            run.disturb();
            run.compare();
            return run.result();
        }
    }

    private void disturb() throws Exception {
        Random random = new Random(plan.seed());
        Disturbances disturbances = new Disturbances(random);
        while (sound() && !fulfilled()) {
            Disturbance next = disturbances.next();
            Thread.sleep(random.nextInt(LONGEST_REST_MS));
            if (site.suffer(next, random)) {
                happened.merge(next.title(), 1, Integer::sum);
                journal.accept(next.title());
            } else {
                disturbances.putBack(next);
            }
            // Mostly one at a time, so that it meets a mirror at work; now and then the next one meets the recovery.
            if (random.nextInt(4) > 0) {
                awaitProgress(1 + random.nextInt(plan.progress()));
            }
        }
    }

    /** The end: all that was committed arrives, and the tables are equal. */
    private void compare() throws Exception {
        workload.close();
        site.proxy().setFaulty(false);
        site.turso().thaw();
        if (!sound()) {
            return;
        }
        long last = ((Number)
                        site.database().query("SELECT n FROM clock").getFirst().getFirst())
                .longValue();
        while (sound() && reader.tick() < last) {
            awaitProgress(1);
        }
        if (sound()) {
            endSnapshots();
            try {
                Oracle.awaitMirror(site.database(), site.turso(), plan.patience());
            } catch (AssertionError different) {
                differences.add(String.valueOf(different.getMessage()));
            }
        }
    }

    /** What a signal asked for is to end, too; the table of signals is the connector's own and not mirrored. */
    private void endSnapshots() throws Exception {
        Waiting.until("the last incremental snapshot to end", plan.patience(), () -> {
            site.database().execute("UPDATE clock SET n = n + 1");
            return !String.valueOf(site.turso().query("SELECT resume_offset FROM _cdc_position"))
                    .contains("incremental_snapshot");
        });
        chunks = site.database()
                .query("SELECT FROM signals WHERE type = 'snapshot-window-close'")
                .size();
        site.database().execute("DROP TABLE signals");
    }

    private void awaitProgress(int transactions) throws InterruptedException {
        long next = reader.tick() + transactions;
        try {
            Waiting.until("transaction " + next, plan.patience(), () -> !sound() || reader.tick() >= next);
        } catch (AssertionError late) {
            stuck.add(late.getMessage() + "; the server's last errors: "
                    + site.server().errors());
        }
    }

    private boolean fulfilled() {
        return faults().values().stream().mapToInt(Integer::intValue).sum() >= plan.faults()
                && reader.reads() >= plan.reads()
                && elapsed().compareTo(plan.time()) >= 0
                && (missing().isEmpty() || elapsed().compareTo(plan.time().plus(plan.patience())) >= 0);
    }

    private List<String> missing() {
        Set<String> kinds = new TreeSet<>(NetworkFaults.titles());
        for (Disturbance one : Disturbance.values()) {
            kinds.add(one.title());
        }
        kinds.removeAll(faults().keySet());
        return List.copyOf(kinds);
    }

    private Map<String, Integer> faults() {
        Map<String, Integer> all = new TreeMap<>(happened);
        site.proxy().counts().forEach((fault, count) -> {
            if (!fault.equals("Pass")) {
                all.put(NetworkFaults.title(fault), count);
            }
        });
        return all;
    }

    private boolean sound() {
        return reader.violations().isEmpty()
                && stuck.isEmpty()
                && !(plan.refusalsCount() && !site.server().surrenders().isEmpty());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private Result result() {
        return new Result(
                plan,
                elapsed(),
                faults(),
                missing(),
                workload.committed(),
                workload.failed(),
                reader.reads(),
                reader.staged(),
                reader.unanswered(),
                chunks,
                site.server().starts(),
                reader.violations(),
                site.server().surrenders(),
                stuck,
                differences);
    }
}
