package io.debezium.server.turso.chaos;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;

/** The long run, told as it goes; then one for each deliberate defect, until it is noticed. */
public final class Chaos {
    private Chaos() {}

    /** Runs as the arguments say; see {@link Options}. Ends with 1 if anything was lost, doubled, torn or overlooked. */
    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Result result = ChaosRun.of(options.plan(), KeptServer::lean, Chaos::say);
        System.out.println("\n" + result.summary() + "\n");
        Map<Defect, Result> defects = new EnumMap<>(Defect.class);
        for (Defect defect : Defect.deliberate()) {
            say("a server that " + defect.title());
            defects.put(defect, ChaosRun.of(defect.plan(options.seed()), defect::start, event -> {}));
        }
        Report report = new Report(result, defects);
        System.out.println("\n" + report.tables());
        if (options.write()) {
            report.write();
        }
        System.exit(report.passed() ? 0 : 1);
    }

    private static void say(String event) {
        System.out.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + event);
    }
}
