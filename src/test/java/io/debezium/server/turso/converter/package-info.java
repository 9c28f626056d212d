/** Tests of the converter within a real connector. */
@NullMarked
package io.debezium.server.turso.converter;

import org.jspecify.annotations.NullMarked;
