package io.debezium.server.turso;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.debezium.server.turso.event.SchemaChange;
import io.debezium.server.turso.event.SourceChange;
import io.debezium.server.turso.table.EarlierRows;
import io.debezium.server.turso.table.IndexTranslation;
import io.debezium.server.turso.table.Publication;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of schema changes after which the mirror will lack something, as soon as the source tells of them. */
final class SchemaWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaWarnings.class);

    private final String publication;
    /** Sentences about indexes that the log has had; the start tells of those that are there then. */
    private final Set<String> leftOut;

    SchemaWarnings(CapturedSource source) {
        this.publication = source.publication();
        this.leftOut = new HashSet<>(source.leftOutIndexes());
    }

    void of(SourceChange change) {
        switch (change) {
            case SchemaChange.NotCaptured failure ->
                LOG.warn(
                        "A schema change could not be captured in Postgres ({}). The table that it changed is followed as"
                                + " far as its next rows and the catalog of Postgres tell; what they do not tell stops the"
                                + " sink with a sentence.",
                        failure.message());
            case SchemaChange.Forged forged ->
                LOG.warn(
                        "A message in the name of the event triggers is not theirs, and is ignored, as all later ones of the"
                                + " kind are: somebody forged it, or it is of triggers that were set up anew since.");
            case SchemaChange.Defined defined -> {
                if (defined.captured()) {
                    ofIdentity(defined.definition());
                    ofPublication(defined);
                    ofIndexes(defined.definition());
                }
            }
            default -> {}
        }
    }

    private static void ofIdentity(TableDefinition table) {
        if (!table.misidentified().isEmpty()) {
            LOG.warn(
                    "Updates and deletes of table {} would not tell which row they mean: its replica identity, or that of its"
                            + " partitions, has other columns than its key. The next one stops the sink. Run, before it comes: {}",
                    table.id(),
                    table.identityRepair());
        }
    }

    private void ofPublication(SchemaChange.Defined defined) {
        TableId table = defined.definition().id();
        boolean published = defined.origin()
                .publications()
                .map(names -> names.contains(publication))
                .orElse(true);
        if (!published) {
            LOG.warn(
                    "Changes of table {} do not arrive, because publication {} does not have it. Run {}. {}",
                    table,
                    publication,
                    Publication.addition(publication, List.of(table)),
                    EarlierRows.loading(table, !defined.definition().key().isEmpty()));
        }
    }

    private void ofIndexes(TableDefinition table) {
        IndexTranslation.leftOut(table).stream().filter(leftOut::add).forEach(sentence -> LOG.warn("{}", sentence));
    }
}
