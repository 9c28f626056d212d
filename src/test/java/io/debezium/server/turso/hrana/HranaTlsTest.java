package io.debezium.server.turso.hrana;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;

import javax.net.ssl.SSLServerSocket;

import io.debezium.server.turso.bench.HranaAnswers;
import io.debezium.server.turso.bench.Reaction;
import io.debezium.server.turso.bench.ScriptedHrana;
import io.debezium.server.turso.bench.TestCertificate;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HranaTlsTest {
    private TestCertificate forLoopback;
    private TestCertificate forAnother;
    private Path nowhere;

    @BeforeAll
    void createCertificates(@TempDir Path directory) {
        forLoopback = TestCertificate.create(directory.resolve("loopback"), "ip:127.0.0.1");
        forAnother = TestCertificate.create(directory.resolve("another"), "dns:menu.example");
        nowhere = directory.resolve("nowhere.pem");
    }

    @Test
    void aCertificateOfTheGivenFileIsTrusted() throws Exception {
        assertThat(commit(forLoopback, forLoopback.pem())).isEqualTo(new Outcome.Committed());
    }

    @Test
    void anUnknownCertificateIsRefusedBeforeAnythingIsSent() throws Exception {
        assertTlsFailure(commit(forLoopback, null));
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        assertTlsFailure(commit(forAnother, forAnother.pem()));
    }

    @Test
    void aMissingCertificateFileIsNamed() {
        assertThatThrownBy(() -> HranaTarget.open(options("https://127.0.0.1:1", new TlsFiles(nowhere, null, null))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(nowhere.toString());
    }

    @Test
    void aServerThatAsksForACertificateGetsTheGivenOne() throws Exception {
        assertThat(commitMutually(new TlsFiles(forLoopback.pem(), forAnother.pem(), forAnother.key())))
                .isEqualTo(new Outcome.Committed());
    }

    @Test
    void aServerThatAsksForACertificateAndGetsNoneIsAFailureOfTls() throws Exception {
        Outcome outcome = commitMutually(new TlsFiles(forLoopback.pem(), null, null));
        Failure failure =
                switch (outcome) {
                    case Outcome.NotCommitted not -> not.failure();
                    case Outcome.Unknown unknown -> unknown.failure();
                    case Outcome.Committed committed -> throw new AssertionError("committed");
                    case Outcome.Fenced fenced -> throw new AssertionError("fenced");
                };
        assertThat(failure.kind()).as(failure.detail()).isEqualTo(FailureKind.TLS);
    }

    private Outcome commitMutually(TlsFiles files) throws IOException, GeneralSecurityException, InterruptedException {
        SSLServerSocket socket = (SSLServerSocket) forLoopback
                .sslContext(forAnother)
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(true);
        try (ScriptedHrana hrana = ScriptedHrana.on(socket, Reaction.json(HranaAnswers.committed(1)));
                HranaTarget target = HranaTarget.open(options("https://127.0.0.1:" + hrana.port(), files))) {
            return target.commit(Targets.ONE);
        }
    }

    private static Outcome commit(TestCertificate server, @Nullable Path caFile)
            throws IOException, GeneralSecurityException, InterruptedException {
        ServerSocket socket =
                server.sslContext().getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        try (ScriptedHrana hrana = ScriptedHrana.on(socket, Reaction.json(HranaAnswers.committed(1)));
                HranaTarget target = HranaTarget.open(
                        options("https://127.0.0.1:" + hrana.port(), new TlsFiles(caFile, null, null)))) {
            return target.commit(Targets.ONE);
        }
    }

    private static HranaOptions options(String url, TlsFiles files) {
        Duration limit = Duration.ofSeconds(10);
        return new HranaOptions(HranaUrl.parse(url), () -> null, limit, limit, files);
    }

    private static void assertTlsFailure(Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.NotCommitted.class, not -> assertThat(
                        not.failure().kind())
                .isEqualTo(FailureKind.TLS));
    }
}
