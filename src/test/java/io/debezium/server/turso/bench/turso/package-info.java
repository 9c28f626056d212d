/** A real Turso to mirror into, and a reader of it that shares no code with the product. */
@NullMarked
package io.debezium.server.turso.bench.turso;

import org.jspecify.annotations.NullMarked;
