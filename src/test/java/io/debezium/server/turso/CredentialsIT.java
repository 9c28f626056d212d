package io.debezium.server.turso;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

import javax.net.ssl.SSLServerSocket;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.CanaryToken;
import io.debezium.server.turso.bench.TestCertificate;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.proxy.FaultProxy;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a packaged server takes its token from, and whom it gives it to. */
@ExtendWith(Bench.class)
class CredentialsIT {
    private static final String OLD = CanaryToken.VALUE + "-old";
    private static final String NEW = CanaryToken.VALUE + "-new";
    private static final String FAILING = "did not take";
    private static final String WELL = "works again";

    @BeforeEach
    void fill(Database database) throws Exception {
        database.execute("CREATE TABLE menu (id int PRIMARY KEY)", "INSERT INTO menu VALUES (1)");
    }

    @Test
    void aTokenInAFileIsReadAgainWhenItIsRefused(Database database, TursoServer turso, @TempDir Path directory)
            throws Exception {
        Path file = Files.writeString(directory.resolve("token"), OLD + "\n");
        try (FaultProxy proxy = FaultProxy.before(turso.url())) {
            proxy.demand(OLD, turso.token());
            Map<String, String> settings = settings(database, proxy.url());
            settings.put("debezium.sink.turso.auth.token.file", file.toString());
            try (ServerProcess server = ServerProcess.lean(settings)) {
                server.awaitLog("Starting streaming", Waiting.PATIENCE);
                Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
                proxy.demand(NEW, turso.token());
                database.execute("INSERT INTO menu VALUES (2)");
                server.awaitLog(FAILING, Waiting.PATIENCE);
                assertThat(server.log()).contains("UNAUTHORIZED", "auth.token.file");
                Files.move(
                        Files.writeString(directory.resolve("next"), NEW), file, StandardCopyOption.REPLACE_EXISTING);
                server.awaitLog(WELL, Waiting.PATIENCE);
                Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
                assertThat(server.log()).doesNotContain(CanaryToken.VALUE, " ERROR ");
            }
        }
    }

    @Test
    void aTokenOfTheEnvironmentWinsOverThatOfTheUrl(Database database, TursoServer turso) throws Exception {
        try (FaultProxy proxy = FaultProxy.before(turso.url())) {
            proxy.demand(NEW, turso.token());
            Map<String, String> settings = settings(database, withToken(proxy.url(), OLD));
            try (ServerProcess server = ServerProcess.lean(settings, Map.of("TURSO_AUTH_TOKEN", NEW))) {
                server.awaitLog("Starting streaming", Waiting.PATIENCE);
                Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
                assertThat(server.log()).doesNotContain(CanaryToken.VALUE, " ERROR ", FAILING);
            }
        }
    }

    /** The certificate of another host is of an authority that is trusted. The one that is right asks for the sink's. */
    @Test
    void theTokenOfTheUrlGoesToNobodyButTheHostThatTheUrlNames(
            Database database, TursoServer turso, @TempDir Path directory) throws Exception {
        TestCertificate right = TestCertificate.create(directory.resolve("right"), "ip:127.0.0.1");
        TestCertificate other = TestCertificate.create(directory.resolve("other"), "dns:menu.example");
        TestCertificate sink = TestCertificate.create(directory.resolve("sink"), "dns:sink.example");
        ServerSocket socket = listen(other, null, 0);
        int port = socket.getLocalPort();
        Map<String, String> settings = settings(database, withToken(URI.create("https://127.0.0.1:" + port), NEW));
        settings.put(
                "debezium.sink.turso.tls.ca.file",
                trusting(directory, right, other).toString());
        settings.put("debezium.sink.turso.tls.certificate.file", sink.pem().toString());
        settings.put("debezium.sink.turso.tls.key.file", sink.key().toString());
        FaultProxy wrong = FaultProxy.on(socket, turso.url());
        try (ServerProcess server = ServerProcess.lean(settings)) {
            try (wrong) {
                server.awaitLog(FAILING, Waiting.PATIENCE);
                assertThat(server.log()).contains("TLS", "Check the server's certificate");
                assertThat(wrong.counts()).isEmpty();
            }
            try (FaultProxy proxy = FaultProxy.on(listen(right, sink, port), turso.url())) {
                proxy.demand(NEW, turso.token());
                server.awaitLog(WELL, Waiting.PATIENCE);
                server.awaitLog("Starting streaming", Waiting.PATIENCE);
                database.execute("INSERT INTO menu VALUES (2)");
                Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
                assertThat(server.log()).doesNotContain(CanaryToken.VALUE, " ERROR ");
                assertThat(server.terminate()).isEqualTo(ServerProcess.TERMINATED);
            }
        }
    }

    private static Path trusting(Path directory, TestCertificate one, TestCertificate other) throws Exception {
        String both = Files.readString(one.pem()) + Files.readString(other.pem());
        return Files.writeString(directory.resolve("trusted.pem"), both);
    }

    /** {@code client}: whose certificate is asked for; null if none is. */
    private static ServerSocket listen(TestCertificate server, @Nullable TestCertificate client, int port)
            throws Exception {
        SSLServerSocket socket = (SSLServerSocket) server.sslContext(client)
                .getServerSocketFactory()
                .createServerSocket(port, 50, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(client != null);
        return socket;
    }

    private static URI withToken(URI url, String token) {
        return URI.create(url + "?authToken=" + token);
    }

    private static Map<String, String> settings(Database database, URI url) {
        Map<String, String> settings = new HashMap<>(database.sourceProperties());
        settings.put("debezium.sink.type", "turso");
        settings.put("debezium.sink.turso.url", url.toString());
        settings.put("debezium.sink.turso.retry.max.ms", "500");
        settings.put("debezium.source.heartbeat.interval.ms", "1000");
        return settings;
    }
}
