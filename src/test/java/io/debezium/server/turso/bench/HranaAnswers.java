package io.debezium.server.turso.bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bodies of Hrana answers. A transaction's batch has the steps BEGIN, fence, work, COMMIT, ROLLBACK. */
public final class HranaAnswers {
    private static final String DONE = "{\"cols\":[],\"rows\":[],\"affected_row_count\":0,\"last_insert_rowid\":null}";

    private HranaAnswers() {}

    /** A transaction of {@code work} statements was committed. */
    public static String committed(int work) {
        int steps = work + 4;
        return batch(
                IntStream.range(0, steps)
                        .mapToObj(i -> i == steps - 1 ? "null" : DONE)
                        .collect(Collectors.joining(",")),
                nulls(steps));
    }

    /** Step {@code failing} failed; the ROLLBACK ran. */
    public static String failed(int work, int failing, String code, String message) {
        int steps = work + 4;
        return batch(
                IntStream.range(0, steps)
                        .mapToObj(i -> i < failing || i == steps - 1 ? DONE : "null")
                        .collect(Collectors.joining(",")),
                IntStream.range(0, steps)
                        .mapToObj(i -> i == failing ? error(code, message) : "null")
                        .collect(Collectors.joining(",")));
    }

    /** A query answered {@code rows}, a JSON array of arrays of values. */
    public static String rows(String rows) {
        return results(
                "{\"type\":\"ok\",\"response\":{\"type\":\"execute\",\"result\":{\"cols\":[],\"rows\":" + rows + "}}}");
    }

    /** The request failed as a whole. */
    public static String requestFailed(String code, String message) {
        return results("{\"type\":\"error\",\"error\":" + error(code, message) + "}");
    }

    /** {@code answer} with the stream left open. */
    public static String withBaton(String answer) {
        return answer.replace("\"baton\":null", "\"baton\":\"x.y\"");
    }

    /** What tursodb says to a pipeline with a close. */
    public static ScriptedAnswer closeRefused() {
        return ScriptedAnswer.text(
                500,
                "Internal Server Error: Failed to parse pipeline request: unknown variant `close`, expected `execute` or `batch`");
    }

    private static String batch(String results, String errors) {
        return results("{\"type\":\"ok\",\"response\":{\"type\":\"batch\",\"result\":{\"step_results\":[" + results
                + "],\"step_errors\":[" + errors + "]}}}");
    }

    private static String results(String result) {
        return "{\"baton\":null,\"base_url\":null,\"results\":[" + result + "]}";
    }

    private static String nulls(int count) {
        return IntStream.range(0, count).mapToObj(i -> "null").collect(Collectors.joining(","));
    }

    private static String error(String code, String message) {
        return "{\"message\":\"" + message + "\",\"code\":\"" + code + "\"}";
    }
}
