package io.debezium.server.turso.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

import io.debezium.server.turso.bench.server.ServerProcess;

/** The long run, told as it goes. */
public final class Chaos {
    private Chaos() {}

    /** Runs as the arguments say; see {@link Options}. Ends with 1 if something was lost, doubled or torn. */
    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        say("seed " + options.seed());
        Result result = ChaosRun.of(options.plan(), ServerProcess::lean, Chaos::say);
        System.out.println("\n" + result.summary());
        System.exit(result.passed() ? 0 : 1);
    }

    private static void say(String event) {
        System.out.println(LocalTime.now().truncatedTo(ChronoUnit.MILLIS) + " " + event);
    }
}
