/** What an error of the network, of HTTP or of SQL means for the request that met it; decides nothing about retries. */
@NullMarked
package io.debezium.server.turso.hrana.failure;

import org.jspecify.annotations.NullMarked;
