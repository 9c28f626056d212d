/** What the sink tells about itself by JMX. It counts and remembers; it decides nothing. */
@NullMarked
package io.debezium.server.turso.metrics;

import org.jspecify.annotations.NullMarked;
