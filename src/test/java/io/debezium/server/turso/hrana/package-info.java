/** Tests of the Hrana target against scripted and real servers. */
@NullMarked
package io.debezium.server.turso.hrana;

import org.jspecify.annotations.NullMarked;
