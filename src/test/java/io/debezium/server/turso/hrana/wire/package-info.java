/** Tests of messages and their JSON. */
@NullMarked
package io.debezium.server.turso.hrana.wire;

import org.jspecify.annotations.NullMarked;
