/** Holds the documents against the code. */
@NullMarked
package io.debezium.server.turso.docs;

import org.jspecify.annotations.NullMarked;
