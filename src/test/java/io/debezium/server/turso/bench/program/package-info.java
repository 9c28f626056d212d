/** Random programs of DDL and DML for Postgres, each the same for the same seed. */
@NullMarked
package io.debezium.server.turso.bench.program;

import org.jspecify.annotations.NullMarked;
