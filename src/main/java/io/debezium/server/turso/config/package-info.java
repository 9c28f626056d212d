/** The options of the sink and the source settings that a faithful mirror needs; reads and judges them, acts on none. */
@NullMarked
package io.debezium.server.turso.config;

import org.jspecify.annotations.NullMarked;
