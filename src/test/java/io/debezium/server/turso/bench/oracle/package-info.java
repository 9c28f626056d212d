/** The judge: compares whole tables by the mapping contract and shares no code with the product. */
@NullMarked
package io.debezium.server.turso.bench.oracle;

import org.jspecify.annotations.NullMarked;
