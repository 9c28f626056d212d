/** The messages of a Hrana pipeline, their JSON and what a statement must obey to be sent; no I/O and no judgement of errors. */
@NullMarked
package io.debezium.server.turso.hrana.wire;

import org.jspecify.annotations.NullMarked;
