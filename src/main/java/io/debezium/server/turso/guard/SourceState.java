package io.debezium.server.turso.guard;

import java.util.Optional;

/**
 * The source as it is when the connector starts.
 *
 * @param identity what the settings name now
 * @param walEnd where its WAL ends, as the 64-bit integer that an LSN is
 * @param slot empty if there is none of that name
 * @param history of its timeline
 */
public record SourceState(SourceIdentity identity, long walEnd, Optional<SlotState> slot, TimelineHistory history) {}
