/** A real Postgres to capture from, by whichever way this machine allows. */
@NullMarked
package io.debezium.server.turso.bench.postgres;

import org.jspecify.annotations.NullMarked;
