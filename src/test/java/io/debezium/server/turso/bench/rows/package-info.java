/** Random tables of random types with random rows in a real Postgres; equal seeds make equal programs. */
@NullMarked
package io.debezium.server.turso.bench.rows;

import org.jspecify.annotations.NullMarked;
