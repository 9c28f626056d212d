package io.debezium.server.turso.hrana.failure;

import java.util.List;
import java.util.regex.Pattern;

import io.debezium.server.turso.sql.Failure;

/** Makes what a server said fit for logs: one short line, without tokens even if the server echoes them. */
public final class Redaction {
    private static final int MOST_CHARS = 300;
    /** A JWT or its beginning: a server may cut what it echoes. */
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]{5,}(\\.[\\w-]*){0,2}");

    private static final Pattern BEARER = Pattern.compile("(?i)(bearer\\s+)\\S+");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+");

    private Redaction() {}

    /**
     * {@code failure} with a detail that may be shown.
     *
     * @param tokens what was sent with the request
     */
    public static Failure of(Failure failure, List<String> tokens) {
        return new Failure(failure.kind(), text(failure.detail(), tokens), failure.retryAfter(), failure.step());
    }

    private static String text(String raw, List<String> tokens) {
        String text = raw;
        for (String token : tokens) {
            text = text.replace(token, "[token]");
        }
        text = BEARER.matcher(text).replaceAll("$1[token]");
        text = JWT.matcher(text).replaceAll("[token]");
        text = CONTROL.matcher(text).replaceAll(" ").strip();
        return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "…";
    }
}
