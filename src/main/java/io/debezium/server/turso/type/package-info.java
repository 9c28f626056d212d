/** One value of Postgres as one value of SQLite: declared type and write function together; knows no tables. */
@NullMarked
package io.debezium.server.turso.type;

import org.jspecify.annotations.NullMarked;
