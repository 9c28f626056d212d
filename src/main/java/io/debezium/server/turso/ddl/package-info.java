/** Definitions of tables as the SQL in the source writes them, into the WAL or into a result. */
@NullMarked
package io.debezium.server.turso.ddl;

import org.jspecify.annotations.NullMarked;
