/** The packaged servers, run as users run them. */
@NullMarked
package io.debezium.server.turso.bench.server;

import org.jspecify.annotations.NullMarked;
