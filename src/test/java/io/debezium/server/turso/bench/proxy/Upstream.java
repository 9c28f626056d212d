package io.debezium.server.turso.bench.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;

import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** The server behind the proxy; every request gets a connection of its own. */
record Upstream(URI url) {

    HttpMessage exchange(HttpMessage request) throws IOException {
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
