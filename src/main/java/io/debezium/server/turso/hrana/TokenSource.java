package io.debezium.server.turso.hrana;

import org.jspecify.annotations.Nullable;

/** Where the token of the target comes from. Asked on every request, by one thread. */
@FunctionalInterface
public interface TokenSource {

    /** The token to send, without "Bearer"; null to send none. */
    @Nullable
    String current();

    /** Reads the token anew, if its origin can change. Asked for once after the target refused the current one. */
    default void reload() {}
}
