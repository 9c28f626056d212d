/**
 * Hrana over HTTP as an implementation of the target port; knows nothing of change data capture.
 *
 * <p>One stream is one POST: a transaction travels as one {@code batch}, so batons and base URLs are never needed.
 */
@NullMarked
package io.debezium.server.turso.hrana;

import org.jspecify.annotations.NullMarked;
