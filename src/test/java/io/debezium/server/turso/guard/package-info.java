/** Tests of the guard. */
@NullMarked
package io.debezium.server.turso.guard;

import org.jspecify.annotations.NullMarked;
