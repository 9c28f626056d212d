@NullMarked
package io.debezium.server.turso.event;

import org.jspecify.annotations.NullMarked;
