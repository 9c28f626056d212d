/** Tests of what errors mean. */
@NullMarked
package io.debezium.server.turso.hrana.failure;

import org.jspecify.annotations.NullMarked;
