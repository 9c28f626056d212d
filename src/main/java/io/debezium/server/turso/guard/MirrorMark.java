package io.debezium.server.turso.guard;

import java.util.Optional;

/**
 * What the target knows of the source.
 *
 * @param name of the mirror: the connector's topic prefix
 * @param target where it is, for messages
 * @param origin what it is of; empty if nothing was ever mirrored
 * @param commitLsn of the last applied source transaction
 * @param slotLsn the replication slot's restart LSN as it was seen on this timeline; 0 if it was not
 */
public record MirrorMark(String name, String target, Optional<SourceIdentity> origin, long commitLsn, long slotLsn) {}
