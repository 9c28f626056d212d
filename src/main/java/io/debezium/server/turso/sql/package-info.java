/** What is said to the target and what it answers: statements, values, transactions and outcomes; knows neither change events nor a protocol. */
@NullMarked
package io.debezium.server.turso.sql;

import org.jspecify.annotations.NullMarked;
