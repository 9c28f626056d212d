/** Change events as values: turns a Connect record into a typed event; knows nothing of SQL or of the target. */
@NullMarked
package io.debezium.server.turso.event;

import org.jspecify.annotations.NullMarked;
