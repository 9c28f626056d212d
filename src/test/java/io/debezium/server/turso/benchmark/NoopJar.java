package io.debezium.server.turso.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import io.quarkus.arc.ComponentsProvider;

/** The sink that does nothing, as a drop-in jar. */
final class NoopJar {
    private static final List<Class<?>> CLASSES =
            List.of(NoopComponents.class, NoopBean.class, NoopConsumer.class, MeasuredTable.class);

    private NoopJar() {}

    /** Writes the jar beside what else is built. */
    static Path write() throws IOException {
        Path jar = Path.of("target", "noop-sink.jar").toAbsolutePath();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : CLASSES) {
                String entry = type.getName().replace('.', '/') + ".class";
                try (InputStream in = NoopJar.class.getClassLoader().getResourceAsStream(entry)) {
                    add(out, entry, Objects.requireNonNull(in, entry).readAllBytes());
                }
            }
            add(
                    out,
                    "META-INF/services/" + ComponentsProvider.class.getName(),
                    NoopComponents.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static void add(JarOutputStream out, String entry, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(entry));
        out.write(content);
        out.closeEntry();
    }
}
