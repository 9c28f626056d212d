/** Tests of the text that Postgres prints. */
@NullMarked
package io.debezium.server.turso.type.text;

import org.jspecify.annotations.NullMarked;
