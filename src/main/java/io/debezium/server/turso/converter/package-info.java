/** Runs inside the connector and keeps what its own conversion loses; decides nothing about the target. */
@NullMarked
package io.debezium.server.turso.converter;

import org.jspecify.annotations.NullMarked;
