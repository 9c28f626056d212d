/** Whether mirror, source and replication slot still belong together. Pure: it judges what others have read. */
@NullMarked
package io.debezium.server.turso.guard;

import org.jspecify.annotations.NullMarked;
