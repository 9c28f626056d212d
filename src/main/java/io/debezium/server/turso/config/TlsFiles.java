package io.debezium.server.turso.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * PEM files for TLS.
 *
 * @param ca what to trust instead of the JVM's authorities
 * @param certificate what the sink shows of itself
 * @param key the private key of that
 */
public record TlsFiles(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {

    private static final Pattern CERTIFICATE = Pattern.compile("-----BEGIN CERTIFICATE-----");
    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN (RSA |EC )?PRIVATE KEY-----");

    static TlsFiles read(OptionReader options) {
        TlsFiles files = new TlsFiles(
                file(SinkProperty.TLS_CA_FILE, CERTIFICATE, "certificate", options),
                file(SinkProperty.TLS_CERTIFICATE_FILE, CERTIFICATE, "certificate", options),
                file(SinkProperty.TLS_KEY_FILE, PRIVATE_KEY, "private key without a passphrase", options));
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

    private static Optional<Path> file(SinkProperty property, Pattern begin, String content, OptionReader options) {
        Optional<Path> file = options.text(property).map(Path::of);
        file.flatMap(path -> problem(path, begin, content)).ifPresent(problem -> options.problem(property, problem));
        return file;
    }

    private static Optional<String> problem(Path file, Pattern begin, String content) {
        try {
            // One byte a character, since a file in another format need not be text.
            return begin.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .find()
                    ? Optional.empty()
                    : Optional.of("names " + file.toAbsolutePath() + ", in which there is no " + content
                            + " in PEM format: convert it with openssl, or name another.");
        } catch (IOException e) {
            return Optional.of(
                    "names " + file.toAbsolutePath() + ", which cannot be read: create it or mend its rights.");
        }
    }
}
