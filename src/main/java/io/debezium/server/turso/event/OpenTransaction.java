package io.debezium.server.turso.event;

/**
 * The source transaction whose BEGIN was the last one seen.
 *
 * @param id its decimal transaction id, alone
 * @param xid the same as the number that {@code source.txId} carries
 */
record OpenTransaction(String id, long xid) {

    /** From a metadata id, {@code txId:lsn}, whose second half differs from event to event of one transaction. */
    static OpenTransaction of(String metadataId) {
        int colon = metadataId.indexOf(':');
        String id = colon < 0 ? metadataId : metadataId.substring(0, colon);
        return new OpenTransaction(id, Long.parseLong(id));
    }
}
