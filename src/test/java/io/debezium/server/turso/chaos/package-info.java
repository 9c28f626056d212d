/**
 * Faults of every kind while Postgres is written to and Turso is read: what {@code ./chaos} runs for long and the tests
 * for a minute. Fixtures come from {@code bench}; what a single fault does is tested elsewhere.
 */
@NullMarked
package io.debezium.server.turso.chaos;

import org.jspecify.annotations.NullMarked;
