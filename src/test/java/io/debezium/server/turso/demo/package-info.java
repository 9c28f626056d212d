/** The demonstration that the README's first command runs; tests nothing. */
@NullMarked
package io.debezium.server.turso.demo;

import org.jspecify.annotations.NullMarked;
