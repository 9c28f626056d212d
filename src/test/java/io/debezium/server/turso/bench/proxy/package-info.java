/** Faults on the way between the sink and Turso. */
@NullMarked
package io.debezium.server.turso.bench.proxy;

import org.jspecify.annotations.NullMarked;
