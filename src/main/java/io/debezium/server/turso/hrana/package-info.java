/** Hrana over HTTP as an implementation of the target port; knows nothing of change data capture. */
@NullMarked
package io.debezium.server.turso.hrana;

import org.jspecify.annotations.NullMarked;
