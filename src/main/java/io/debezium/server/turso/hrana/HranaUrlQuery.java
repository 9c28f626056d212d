package io.debezium.server.turso.hrana;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The query of a database's URL.
 *
 * @param token of {@code authToken}; null if there is none
 * @param tls of {@code tls}; null if it is not said
 */
record HranaUrlQuery(@Nullable String token, @Nullable Boolean tls) {
    private static final Set<String> KNOWN = Set.of("authToken", "tls");

    static HranaUrlQuery parse(@Nullable String rawQuery) {
        Map<String, String> parameters = parameters(rawQuery == null ? "" : rawQuery);
        String token = parameters.getOrDefault("authToken", "");
        return new HranaUrlQuery(token.isEmpty() ? null : token, tls(parameters.get("tls")));
    }

    private static Map<String, String> parameters(String rawQuery) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            String[] halves = pair.split("=", 2);
            // Its name is not shown: it may be a token that lost its "authToken=".
            if (!KNOWN.contains(halves[0])) {
                throw new IllegalArgumentException(
                        "The Turso URL has a query parameter other than authToken and tls: leave it out.");
            }
            if (parameters.put(halves[0], halves.length == 2 ? decode(halves[1]) : "") != null) {
                throw new IllegalArgumentException("The Turso URL has " + halves[0] + " twice: leave one out.");
            }
        }
        return parameters;
    }

    /** In a URL, unlike in a form, + is a plus. */
    private static String decode(String value) {
        return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static @Nullable Boolean tls(@Nullable String value) {
        return switch (value) {
            case null -> null;
            case "0" -> false;
            case "1" -> true;
            default -> throw new IllegalArgumentException("The Turso URL's ?tls= is neither 0 nor 1.");
        };
    }
}
