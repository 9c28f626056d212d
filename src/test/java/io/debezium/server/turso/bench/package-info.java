/** What every fixture of the integration tests shares; each fixture has its own package below. */
@NullMarked
package io.debezium.server.turso.bench;

import org.jspecify.annotations.NullMarked;
