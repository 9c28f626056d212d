package io.debezium.server.turso.hrana;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The address of a database.
 *
 * @param host an IPv6 address without its brackets
 * @param path of the database, without a trailing slash; empty if it is the host's only one
 * @param token what {@code ?authToken=} held; null if there was none
 */
public record HranaUrl(
        boolean tls,
        String host,
        int port,
        String path,
        @Nullable String token) {
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]+]|[^\\[\\]:]+)(?::(\\d{1,5}))?");
    private static final String EXAMPLE =
            "write libsql://<database>.turso.io, or http://<host>:<port> for a server of your own.";

    /**
     * Reads a URL as users write it: libsql://, https:// or http://.
     *
     * @throws IllegalArgumentException with a sentence that says what to write instead, without the URL's secrets
     */
    public static HranaUrl parse(String text) {
        URI uri = syntax(text.strip());
        HranaUrlQuery query = HranaUrlQuery.parse(uri.getRawQuery());
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        Matcher authority = authority(uri);
        boolean hasPort = authority.group(2) != null;
        boolean tls = tls(scheme, query, hasPort);
        int port = hasPort ? port(authority.group(2)) : tls ? 443 : 80;
        return new HranaUrl(tls, host(authority.group(1)), port, path(uri), query.token());
    }

    /** Scheme, host and port: fit for logs. */
    public String description() {
        return (tls ? "https://" : "http://") + shownHost() + (port == (tls ? 443 : 80) ? "" : ":" + port);
    }

    /** The host as URLs and headers have it: an IPv6 address in brackets. */
    String shownHost() {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    /** The same as {@link #description()}: the token never shows. */
    @Override
    public String toString() {
        return description();
    }

    private static URI syntax(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException quotesTheToken) {
            throw new IllegalArgumentException("The Turso URL is not a URL: " + EXAMPLE);
        }
        if (uri.getScheme() == null || uri.isOpaque()) {
            throw new IllegalArgumentException("The Turso URL does not start with a scheme and //: " + EXAMPLE);
        }
        requireScheme(uri.getScheme().toLowerCase(Locale.ROOT));
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("The Turso URL has a fragment: leave out the # and what follows it.");
        }
        return uri;
    }

    private static void requireScheme(String scheme) {
        switch (scheme) {
            case "libsql", "https", "http" -> {}
            case "wss" ->
                throw new IllegalArgumentException(
                        "The Turso URL is of a WebSocket: write libsql:// in place of wss://.");
            case "ws" ->
                throw new IllegalArgumentException("The Turso URL is of a WebSocket: write http:// in place of ws://.");
            case "file" ->
                throw new IllegalArgumentException(
                        "The Turso URL is of a file: start a server for it (tursodb --sync-server, sqld) and write http://<host>:<port>.");
            case "turso" -> throw new IllegalArgumentException("The Turso URL starts with turso://: write libsql://.");
            default -> throw new IllegalArgumentException("The Turso URL has another system's scheme: " + EXAMPLE);
        }
    }

    private static Matcher authority(URI uri) {
        String authority = uri.getRawAuthority();
        if (authority != null && authority.contains("@")) {
            throw new IllegalArgumentException(
                    "The Turso URL has a user name or password: leave out what is before the @ and set auth.token.");
        }
        Matcher matcher = AUTHORITY.matcher(authority == null ? "" : authority);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("The Turso URL has no host, or a wrong port: " + EXAMPLE);
        }
        return matcher;
    }

    private static boolean tls(String scheme, HranaUrlQuery query, boolean hasPort) {
        boolean tls = query.tls() == null ? !scheme.equals("http") : query.tls();
        if (!scheme.equals("libsql") && query.tls() != null && tls != scheme.equals("https")) {
            throw new IllegalArgumentException(
                    "The Turso URL contradicts itself: leave out ?tls= and write https:// with TLS, http:// without.");
        }
        if (scheme.equals("libsql") && !tls && !hasPort) {
            throw new IllegalArgumentException("The Turso URL has ?tls=0 and no port: write http://<host>:<port>.");
        }
        return tls;
    }

    private static int port(String digits) {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("The Turso URL has a port that is not within 1 to 65535.");
        }
        return port;
    }

    private static String host(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String path(URI uri) {
        String path = uri.getRawPath().replaceAll("/+$", "");
        if (path.endsWith("/pipeline")) {
            throw new IllegalArgumentException(
                    "The Turso URL ends with an endpoint: leave out /v2/pipeline, it is added here.");
        }
        return path;
    }
}
