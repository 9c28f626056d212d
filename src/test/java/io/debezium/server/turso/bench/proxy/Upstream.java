package io.debezium.server.turso.bench.proxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;

import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

import io.debezium.server.turso.bench.ScriptedAnswer;
import org.jspecify.annotations.Nullable;

/** The server behind the proxy, and the one who asks for a token before it; every request gets a connection of its own. */
final class Upstream {
    private static final String AUTHORIZATION = "Authorization";
    private static final ScriptedAnswer REFUSAL = ScriptedAnswer.json(401, "{\"error\":\"the JWT is not valid\"}");

    private final URI url;
    private volatile @Nullable Demand demand;

    /** Headers: what is asked for, and what the server gets instead. */
    private record Demand(String asked, Optional<String> own) {}

    Upstream(URI url) {
        this.url = url;
    }

    void demand(String token, Optional<String> own) {
        demand = new Demand(bearer(token), own.map(Upstream::bearer));
    }

    HttpMessage exchange(HttpMessage request) throws IOException {
        Demand asking = demand;
        if (asking == null) {
            return send(request);
        }
        if (!request.header(AUTHORIZATION).equals(Optional.of(asking.asked()))) {
            return HttpMessage.readAnswer(new ByteArrayInputStream(REFUSAL.bytes()));
        }
        return send(
                asking.own().map(own -> request.withHeader(AUTHORIZATION, own)).orElse(request));
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }

    private HttpMessage send(HttpMessage request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(request.withHeader("Host", url.getAuthority()).bytes());
            return HttpMessage.readAnswer(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private Socket connect() throws IOException {
        boolean tls = "https".equals(url.getScheme());
        SocketFactory sockets = tls ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
        return sockets.createSocket(url.getHost(), url.getPort() < 0 ? (tls ? 443 : 80) : url.getPort());
    }
}
