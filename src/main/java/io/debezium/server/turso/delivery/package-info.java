/** Effects: holds whole source transactions, delivers them behind the fence, decides on failures; knows no HTTP. */
@NullMarked
package io.debezium.server.turso.delivery;

import org.jspecify.annotations.NullMarked;
