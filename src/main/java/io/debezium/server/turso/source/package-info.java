/** The source database itself: what the connector needs of it, asked before the engine starts. */
@NullMarked
package io.debezium.server.turso.source;

import org.jspecify.annotations.NullMarked;
