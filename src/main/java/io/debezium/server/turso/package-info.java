/** The adapter to Debezium Server and the wiring; decides nothing about SQL, types or HTTP. */
@NullMarked
package io.debezium.server.turso;

import org.jspecify.annotations.NullMarked;
