/** Tests of the package of the same name. */
@NullMarked
package io.debezium.server.turso.index;

import org.jspecify.annotations.NullMarked;
