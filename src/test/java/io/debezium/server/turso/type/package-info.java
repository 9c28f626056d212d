/** Tests of the type mappings. */
@NullMarked
package io.debezium.server.turso.type;

import org.jspecify.annotations.NullMarked;
