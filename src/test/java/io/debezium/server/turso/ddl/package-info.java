/** Tests of the package of the same name. */
@NullMarked
package io.debezium.server.turso.ddl;

import org.jspecify.annotations.NullMarked;
