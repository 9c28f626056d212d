package io.debezium.server.turso.delivery;

import java.util.Optional;

/**
 * Which event triggers the source had when a server last looked, as the target remembers it.
 *
 * @param fingerprint of their secret; empty if there were none, or none that the server was to believe
 * @param lsn messages before it may be of earlier triggers, whose secret nobody knows any more; 0 if none are
 */
public record TriggerMark(String fingerprint, long lsn) {

    /**
     * The mark of the triggers that are there now.
     *
     * @param present the fingerprint of them; empty if there are none
     * @param known the mark of before; empty if no server has looked, or if nothing of before is going to be read again
     * @param now up to where the WAL was written when the secret was read
     */
    public static TriggerMark of(Optional<String> present, Optional<TriggerMark> known, long now) {
        String fingerprint = present.orElse("");
        return known.map(mark -> mark.fingerprint.equals(fingerprint) ? mark : new TriggerMark(fingerprint, now))
                .orElseGet(() -> new TriggerMark(fingerprint, 0));
    }
}
