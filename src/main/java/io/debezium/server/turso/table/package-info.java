/** Tables on both sides: identity, naming, shape, and the DDL between two shapes; executes nothing. */
@NullMarked
package io.debezium.server.turso.table;

import org.jspecify.annotations.NullMarked;
