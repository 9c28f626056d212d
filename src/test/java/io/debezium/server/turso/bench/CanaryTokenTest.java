package io.debezium.server.turso.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CanaryTokenTest {
    @Test
    void isFoundWhereverItIsButInTheConfiguration(@TempDir Path directory) throws IOException {
        Path home = Files.createDirectories(directory.resolve("lean1"));
        write(home.resolve("config").resolve("application.properties"), "token=" + CanaryToken.VALUE);
        write(home.resolve("clean.log"), "canary");
        Path log = write(home.resolve("server.log"), "first\nAuthorization: Bearer x" + CanaryToken.VALUE + "x\nlast");
        Path report = write(directory.resolve("TEST-a.xml"), "<a b=\"" + CanaryToken.VALUE + "\"/>");

        assertThat(CanaryToken.findIn(directory)).containsExactlyInAnyOrder(log, report);
        assertThat(CanaryToken.findIn(directory.resolve("none"))).isEmpty();
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
