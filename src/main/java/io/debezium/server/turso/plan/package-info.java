/** Pure decisions: folds changes into few fat statements; no I/O, no clock, no threads. */
@NullMarked
package io.debezium.server.turso.plan;

import org.jspecify.annotations.NullMarked;
