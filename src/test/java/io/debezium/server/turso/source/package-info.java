@NullMarked
package io.debezium.server.turso.source;

import org.jspecify.annotations.NullMarked;
