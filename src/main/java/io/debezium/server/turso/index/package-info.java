/** Expressions of the source's indexes, read from what Postgres prints and written for the target where they mean the same. */
@NullMarked
package io.debezium.server.turso.index;

import org.jspecify.annotations.NullMarked;
