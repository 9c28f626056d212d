/** What tests build upon: real servers, faults, and events as the connector makes them; nothing of it is shipped. */
@NullMarked
package io.debezium.server.turso.bench;

import org.jspecify.annotations.NullMarked;
