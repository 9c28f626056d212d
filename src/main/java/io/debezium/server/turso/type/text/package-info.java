/** The text that Postgres prints, taken apart, and the text that the mirror stores; knows neither Connect nor SQLite. */
@NullMarked
package io.debezium.server.turso.type.text;

import org.jspecify.annotations.NullMarked;
