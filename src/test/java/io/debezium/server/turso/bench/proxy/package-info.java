/** A network between the sink and Turso that fails as a schedule says. */
@NullMarked
package io.debezium.server.turso.bench.proxy;

import org.jspecify.annotations.NullMarked;
