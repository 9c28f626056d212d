package io.debezium.server.turso.table;

/**
 * Whether old rows of a table, or of one of its partitions, come with other columns than those of the table's key.
 *
 * @param oid identity in the source of the table or the partition
 * @param misidentified whether they do; that they do no more is kept for those who have not seen it
 * @param told number of the source's transaction by which it is so; 0 if it is not known
 */
public record PartIdentity(long oid, boolean misidentified, long told) {}
