package io.debezium.server.turso;

import java.nio.file.Files;
import java.nio.file.Path;

import io.debezium.server.turso.bench.CanaryToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs after all other tests: nothing that they have left holds the token that their servers were given. */
class TokenTraceCheck {
    private static final String SERVERS = "target/servers";
    private static final String REPORTS = "target/failsafe-reports";

    @ParameterizedTest
    @ValueSource(strings = {SERVERS, REPORTS, "target/surefire-reports"})
    void theTokenIsInNothingThatTheTestsHaveLeft(String directory) throws Exception {
        assertThat(CanaryToken.findIn(Path.of(directory))).isEmpty();
    }

    /** Else the check would see nothing because there is nothing. */
    @Test
    void theTestsHaveLeftSomething() {
        assertThat(Path.of(REPORTS)).isDirectoryContaining(file -> Files.isRegularFile(file));
    }
}
