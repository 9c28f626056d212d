package io.debezium.server.turso.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the build tells the tests; the defaults are right for a test started from an IDE after one build. */
public final class SystemProperties {
    private SystemProperties() {}

    /** The property, if it is there and not blank. */
    public static Optional<String> find(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
    }

    /**
     * The path that a property names.
     *
     * @throws IllegalStateException if nothing is there
     */
    public static Path requirePath(String name, String fallback, String remedy) {
        Path path = Path.of(find(name).orElse(fallback)).toAbsolutePath();
        if (!Files.exists(path)) {
            throw new IllegalStateException("Nothing at " + path + " (property " + name + "): " + remedy);
        }
        return path;
    }

    /** The JVM options that quieten newer JDKs. */
    public static List<String> quietJvm() {
        return find("project.quiet.jvm")
                .map(options -> List.of(options.trim().split("\\s+")))
                .orElse(List.of("-XX:+IgnoreUnrecognizedVMOptions", "--add-opens=java.base/java.lang=ALL-UNNAMED"));
    }
}
