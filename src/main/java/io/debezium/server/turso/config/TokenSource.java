package io.debezium.server.turso.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the token comes from. It is read anew each time, so that a rotated file is seen without a restart. */
public sealed interface TokenSource {

    /**
     * The token as it is now; empty if the target needs none.
     *
     * @throws IOException if the token's file cannot be read or is empty
     */
    Optional<Secret> read() throws IOException;

    /** No token: a self-hosted server without authentication. */
    record Absent() implements TokenSource {
        @Override
        public Optional<Secret> read() {
            return Optional.empty();
        }
    }

    /** A token that stays as it was configured. */
    record Fixed(Secret token) implements TokenSource {
        @Override
        public Optional<Secret> read() {
            return Optional.of(token);
        }
    }

    /** A file that holds nothing but the token; white space around it does not count. */
    record InFile(Path path) implements TokenSource {
        @Override
        public Optional<Secret> read() throws IOException {
            String token = Files.readString(path).strip();
            if (token.isEmpty()) {
                throw new IOException(path + " is empty");
            }
            return Optional.of(new Secret(token));
        }
    }
}
