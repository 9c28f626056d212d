package io.debezium.server.turso.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * PEM files for TLS.
 *
 * @param ca what to trust instead of the JVM's authorities
 * @param certificate what the sink shows of itself
 * @param key the private key of that
 */
public record TlsFiles(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {

    static TlsFiles read(OptionReader options) {
        TlsFiles files = new TlsFiles(
                file(SinkProperty.TLS_CA_FILE, options),
                file(SinkProperty.TLS_CERTIFICATE_FILE, options),
                file(SinkProperty.TLS_KEY_FILE, options));
        if (files.certificate.isPresent() && files.key.isEmpty()) {
            options.problem(SinkProperty.TLS_CERTIFICATE_FILE, together(SinkProperty.TLS_KEY_FILE));
        }
        if (files.key.isPresent() && files.certificate.isEmpty()) {
            options.problem(SinkProperty.TLS_KEY_FILE, together(SinkProperty.TLS_CERTIFICATE_FILE));
        }
        return files;
    }

    private static String together(SinkProperty other) {
        return "is of no use without " + other.key() + ": set that too.";
    }

    private static Optional<Path> file(SinkProperty property, OptionReader options) {
        Optional<Path> file = options.text(property).map(Path::of);
        if (file.isPresent() && !Files.isReadable(file.get())) {
            options.problem(
                    property,
                    "names " + file.get().toAbsolutePath() + ", which cannot be read: create it or mend its rights.");
        }
        return file;
    }
}
