/** Tests of the options and of the judgement on source settings. */
@NullMarked
package io.debezium.server.turso.config;

import org.jspecify.annotations.NullMarked;
