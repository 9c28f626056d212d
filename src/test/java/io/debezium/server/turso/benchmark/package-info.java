/** What {@code ./benchmark} runs: how fast the packaged servers mirror; tests nothing but that the mirror is one. */
@NullMarked
package io.debezium.server.turso.benchmark;

import org.jspecify.annotations.NullMarked;
