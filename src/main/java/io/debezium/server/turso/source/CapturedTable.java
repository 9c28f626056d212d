package io.debezium.server.turso.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import io.debezium.server.turso.table.TableId;

/**
 * A table of the source that the connector's filters let through.
 *
 * @param partitioned whether it holds no rows of its own
 * @param partition whether it is one of another table
 * @param unlogged whether its changes are in no WAL
 * @param primaryKey whether it has one that is not deferrable
 * @param uniqueIndexes how many unique indexes could stand for a key
 * @param identity {@code pg_class.relreplident}: d, n, f or i; n too where the index of i was dropped
 * @param primaryIdentity whether the index of its replica identity is the primary key's
 * @param published whether the connector's publication has it, by itself or through a partitioned table above it
 * @param publishedAlone whether it is a partition that the publication has without a partitioned table above it
 * @param publishedWhole whether the publication leaves out neither rows nor columns
 * @param readable whether the user may select from it
 * @param tellsTruncates whether it and all its partitions have the triggers by which truncated partitions are told of, always
 *     at work
 */
record CapturedTable(
        TableId id,
        boolean partitioned,
        boolean partition,
        boolean unlogged,
        boolean primaryKey,
        int uniqueIndexes,
        char identity,
        boolean primaryIdentity,
        boolean published,
        boolean publishedAlone,
        boolean publishedWhole,
        boolean readable,
        boolean tellsTruncates) {
    // to_jsonb: the columns prqual and prattrs came with Postgres 15.
    private static final String ALL = """
            WITH published AS MATERIALIZED (
                SELECT pc.oid FROM pg_publication_tables p JOIN pg_namespace pn ON pn.nspname = p.schemaname
                JOIN pg_class pc ON pc.relnamespace = pn.oid AND pc.relname = p.tablename WHERE p.pubname = ?),
            silent AS MATERIALIZED (
                SELECT DISTINCT pg_partition_root(k.oid) AS root FROM pg_class k
                WHERE (k.relkind = 'p' OR k.relkind = 'r' AND k.relispartition)
                    AND (SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = k.oid AND t.tgenabled = 'A'
                        AND t.tgname IN ('turso_ddl_truncate', 'turso_ddl_truncated'))
                    < CASE k.relkind WHEN 'p' THEN 2 ELSE 1 END)
            SELECT n.nspname, c.relname, c.relkind = 'p', c.relispartition, c.relpersistence = 'u',
                EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND i.indimmediate),
                (SELECT count(*) FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique
                    AND i.indpred IS NULL AND i.indexprs IS NULL),
                CASE WHEN c.relreplident = 'i'
                    AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisreplident)
                    THEN 'n' ELSE c.relreplident END,
                EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND i.indisreplident),
                EXISTS (SELECT FROM published p
                    WHERE p.oid IN (SELECT c.oid UNION SELECT relid FROM pg_partition_ancestors(c.oid))),
                c.relispartition AND EXISTS (SELECT FROM published p WHERE p.oid = c.oid) AND NOT EXISTS (
                    SELECT FROM published p JOIN pg_partition_ancestors(c.oid) a ON a.relid = p.oid
                    WHERE p.oid <> c.oid),
                NOT EXISTS (SELECT FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
                    WHERE p.pubname = ? AND r.prrelid = c.oid
                        AND coalesce(to_jsonb(r) ->> 'prqual', to_jsonb(r) ->> 'prattrs') IS NOT NULL),
                has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'),
                NOT EXISTS (SELECT FROM silent s WHERE s.root = c.oid)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
                AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
            ORDER BY 1, 2
            """;

    static List<CapturedTable> all(SourceDatabase source) throws SQLException {
        CaptureFilter filter = source.filter();
        return source.query(ALL, CapturedTable::read, source.publicationName(), source.publicationName()).stream()
                .filter(table -> filter.captures(table.id))
                .toList();
    }

    /** Whether the rows that its updates and deletes meant can be told. */
    boolean identifiable() {
        return switch (identity) {
            case 'f', 'i' -> true;
            case 'n' -> false;
            default -> primaryKey;
        };
    }

    /** Whether old rows carry other columns than the key of the connector's events. */
    boolean misidentified() {
        boolean sameIndex = primaryKey ? primaryIdentity : uniqueIndexes == 1;
        return identity == 'i' && !sameIndex;
    }

    private static CapturedTable read(ResultSet row) throws SQLException {
        return new CapturedTable(
                new TableId(row.getString(1), row.getString(2)),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getBoolean(5),
                row.getBoolean(6),
                row.getInt(7),
                row.getString(8).charAt(0),
                row.getBoolean(9),
                row.getBoolean(10),
                row.getBoolean(11),
                row.getBoolean(12),
                row.getBoolean(13),
                row.getBoolean(14));
    }
}
