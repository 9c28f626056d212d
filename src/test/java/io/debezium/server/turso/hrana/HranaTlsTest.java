package io.debezium.server.turso.hrana;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;

import io.debezium.server.turso.bench.HranaAnswers;
import io.debezium.server.turso.bench.Reaction;
import io.debezium.server.turso.bench.ScriptedHrana;
import io.debezium.server.turso.bench.TestCertificate;
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
        assertThatThrownBy(() -> HranaTarget.open(options("https://127.0.0.1:1", nowhere)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(nowhere.toString());
    }

    private static Outcome commit(TestCertificate server, @Nullable Path caFile)
            throws IOException, GeneralSecurityException, InterruptedException {
        ServerSocket socket =
                server.sslContext().getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        try (ScriptedHrana hrana = ScriptedHrana.on(socket, Reaction.json(HranaAnswers.committed(1)));
                HranaTarget target = HranaTarget.open(options("https://127.0.0.1:" + hrana.port(), caFile))) {
            return target.commit(Targets.ONE);
        }
    }

    private static HranaOptions options(String url, @Nullable Path caFile) {
        Duration limit = Duration.ofSeconds(10);
        return new HranaOptions(HranaUrl.parse(url), () -> null, limit, limit, caFile);
    }

    private static void assertTlsFailure(Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.NotCommitted.class, not -> assertThat(
                        not.failure().kind())
                .isEqualTo(FailureKind.TLS));
    }
}
