-- Writes every schema change of this database into the WAL, as a logical message of the transaction that makes it, so
-- that the mirror in Turso follows in commit order with the data. The sink installs it by itself where it may; else run
-- it as a superuser:  psql -d <database> -1 -f ddl-capture.sql
-- To remove it:       DROP SCHEMA turso_ddl CASCADE
-- It reads the catalog and, after a rewrite, the rewritten table, and writes nothing but what sessions tell one another. What
-- it reads it locks as little as keeps others from changing it before this transaction commits: else its message would follow
-- theirs with what was there before. An error in it becomes a message and never touches the statement that fired it.

CREATE SCHEMA IF NOT EXISTS turso_ddl;

-- What proves to the sink that a message is from here. A materialized view, because those are in no publication.
CREATE MATERIALIZED VIEW IF NOT EXISTS turso_ddl.secret AS
    SELECT gen_random_uuid()::text || gen_random_uuid()::text AS value;
REVOKE ALL ON turso_ddl.secret FROM PUBLIC;

-- What transactions have changed, for sessions that wait for them: partitions, labels, generated columns and names, by their
-- identities, in the order of the WAL. Unlogged, hence in no publication. The connector takes a table of this name for one of
-- PostGIS in any schema, and neither reads it nor wants to publish it. Who dumps the database has to read it.
CREATE UNLOGGED TABLE IF NOT EXISTS turso_ddl.spatial_ref_sys (
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    what text NOT NULL,
    key text NOT NULL,
    value jsonb NOT NULL,
    lsn pg_lsn NOT NULL DEFAULT pg_current_wal_insert_lsn(),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (transaction, what, key)
);
GRANT SELECT ON turso_ddl.spatial_ref_sys TO PUBLIC;
GRANT USAGE ON SCHEMA turso_ddl TO PUBLIC;

CREATE OR REPLACE FUNCTION turso_ddl.version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 6';

-- Definitions: the sink also runs this part alone, as functions of its own session, where nothing is installed. They are
-- in plpgsql, which keeps its plans from statement to statement.

-- A table and its partitions, with theirs. pg_partition_tree tells them too, but waits for locks on each.
CREATE OR REPLACE FUNCTION turso_ddl.parts(relation oid) RETURNS SETOF oid
LANGUAGE plpgsql STABLE ROWS 1 SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN QUERY
    WITH RECURSIVE part(id) AS (
        SELECT relation
        UNION ALL
        SELECT i.inhrelid FROM part p JOIN pg_inherits i ON i.inhparent = p.id
        JOIN pg_class c ON c.oid = i.inhrelid AND c.relispartition
    )
    SELECT id FROM part;
END
$body$;

-- The type under all domains: oid and modifier.
CREATE OR REPLACE FUNCTION turso_ddl.base_type(INOUT type oid, INOUT modifier integer)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    below pg_type;
BEGIN
    LOOP
        SELECT * INTO below FROM pg_type t WHERE t.oid = type;
        EXIT WHEN below.typtype IS DISTINCT FROM 'd';
        type := below.typbasetype;
        modifier := CASE WHEN below.typtypmod = -1 THEN modifier ELSE below.typtypmod END;
    END LOOP;
END
$body$;

-- Columns that have a NOT NULL which is not validated (Postgres 18): rows of before may be NULL there.
CREATE OR REPLACE FUNCTION turso_ddl.unvalidated(relation oid) RETURNS smallint[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN ARRAY(
    SELECT k.conkey[1] FROM pg_constraint k WHERE k.conrelid = relation AND k.contype = 'n' AND NOT k.convalidated);
END
$body$;

CREATE OR REPLACE FUNCTION turso_ddl.columns(relation oid) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET timezone = 'UTC' SET bytea_output = 'hex'
SET extra_float_digits = 1 AS $body$
DECLARE
    unvalidated smallint[] := turso_ddl.unvalidated(relation);
BEGIN
    RETURN (
    SELECT jsonb_agg(jsonb_build_object(
        'number', a.attnum,
        'name', a.attname,
        'type', t.typname,
        'modifier', CASE WHEN base.modifier < 0 AND t.typcategory = 'A' THEN under.modifier ELSE base.modifier END,
        'element', CASE WHEN t.typcategory = 'A' THEN e.typname ELSE '' END,
        -- Not by a domain: Postgres checks the NOT NULL of one where a value is made, not where a row is stored.
        'notNull', a.attnotnull AND a.attnum <> ALL (unvalidated),
        'generated', a.attgenerated::text,
        -- A partitioned table has no rows itself, so what older ones have is noted with its partitions.
        'missing', CASE WHEN c.relkind = 'p' THEN (SELECT array_to_string(p.attmissingval, '')
                FROM turso_ddl.parts(c.oid) leaf(id) JOIN pg_attribute p ON p.attrelid = leaf.id
                WHERE p.attname = a.attname AND p.atthasmissing LIMIT 1)
            ELSE array_to_string(a.attmissingval, '') END
    ) ORDER BY a.attnum)
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    CROSS JOIN LATERAL turso_ddl.base_type(a.atttypid, a.atttypmod) base
    JOIN pg_type t ON t.oid = base.type
    LEFT JOIN LATERAL turso_ddl.base_type(t.typelem, -1) under ON true
    LEFT JOIN pg_type e ON e.oid = under.type
    WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped);
END
$body$;

-- Indexes but the primary key's: what they sort by, and the condition of their rows. The columns whose values are equal where
-- their texts are, letter by letter, are told too. Nothing is found without its schema but what Postgres brings, and texts
-- are printed in one way whatever the session's settings are.
CREATE OR REPLACE FUNCTION turso_ddl.indexes(relation oid) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
SET datestyle = 'ISO, YMD' SET timezone = 'UTC' SET standard_conforming_strings = on SET quote_all_identifiers = off AS $body$
BEGIN
    RETURN (
    SELECT jsonb_agg(jsonb_build_object(
        'oid', c.oid::bigint,
        'name', c.relname,
        'unique', i.indisunique,
        'method', m.amname,
        'keys', (SELECT jsonb_agg(jsonb_build_object(
                'column', k.number,
                'expression', CASE WHEN k.number = 0 THEN pg_get_indexdef(c.oid, k.place::int, false) ELSE '' END,
                'descending', i.indoption[k.place - 1] & 1 = 1) ORDER BY k.place)
            FROM unnest(i.indkey::smallint[]) WITH ORDINALITY AS k(number, place) WHERE k.place <= i.indnkeyatts),
        'where', coalesce(pg_get_expr(i.indpred, i.indrelid), ''),
        'exact', CASE WHEN i.indexprs IS NULL AND i.indpred IS NULL THEN '[]' ELSE exact.numbers END
    ) ORDER BY c.relname)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    CROSS JOIN (
        SELECT coalesce(jsonb_agg(a.attnum ORDER BY a.attnum), '[]') AS numbers FROM pg_attribute a
        CROSS JOIN LATERAL turso_ddl.base_type(a.atttypid, a.atttypmod) base
        JOIN pg_type t ON t.oid = base.type LEFT JOIN pg_collation l ON l.oid = a.attcollation
        WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped
            AND (t.typtype = 'e' OR t.typname IN ('text', 'varchar') AND l.collisdeterministic)) exact
    WHERE i.indrelid = relation AND i.indisvalid AND NOT i.indisprimary);
END
$body$;

-- The index that identifies a row of a table: the primary key, else that of the replica identity. Rows of a deferrable key may
-- have the same one for a while, and Postgres takes none as replica identity; it takes one whose columns may be NULL in rows of
-- before, which are not told apart by it. That of a partitioned table holds once all partitions have their part of it.
CREATE OR REPLACE FUNCTION turso_ddl.key_index(relation oid) RETURNS oid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN (
    SELECT i.indexrelid FROM pg_index i
    WHERE i.indrelid = relation AND i.indimmediate AND i.indisvalid
        AND (i.indisprimary OR i.indisreplident AND NOT i.indkey::smallint[] && turso_ddl.unvalidated(relation))
    ORDER BY i.indisprimary DESC LIMIT 1);
END
$body$;

-- Names of the columns of an index that identifies rows, in alphabetical order.
CREATE OR REPLACE FUNCTION turso_ddl.key_names(index oid) RETURNS name[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN ARRAY(
    SELECT a.attname FROM pg_index i CROSS JOIN unnest(i.indkey::smallint[]) WITH ORDINALITY AS k(number, place)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
    WHERE i.indexrelid = index AND k.place <= i.indnkeyatts ORDER BY 1);
END
$body$;

-- Tables with rows of this one, itself or its partitions, of which old rows come with other columns than those of its key: they
-- do not tell which row is meant.
CREATE OR REPLACE FUNCTION turso_ddl.misidentified(relation oid) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    whole oid := turso_ddl.key_index(relation);
    key name[] := turso_ddl.key_names(whole);
    part record;
    found jsonb := '[]';
BEGIN
    FOR part IN
        SELECT c.oid, n.nspname, c.relname, turso_ddl.key_names(i.indexrelid) AS columns
        FROM turso_ddl.parts(relation) p(id) JOIN pg_class c ON c.oid = p.id AND c.relkind = 'r'
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_index i ON i.indrelid = c.oid AND i.indimmediate
            AND CASE c.relreplident WHEN 'd' THEN i.indisprimary WHEN 'i' THEN i.indisreplident ELSE false END
        -- An index that is a part of that of the whole table has the same columns, which need not be read.
        JOIN pg_class x ON x.oid = i.indexrelid AND (c.oid = relation OR NOT i.indisprimary OR NOT x.relispartition
            OR NOT EXISTS (SELECT FROM pg_index w WHERE w.indexrelid = whole AND w.indisprimary))
    LOOP
        IF part.columns <> key THEN
            found := found || jsonb_build_object('oid', part.oid::bigint, 'schema', part.nspname,
                'name', part.relname, 'columns', to_jsonb(part.columns));
        END IF;
    END LOOP;
    RETURN found;
END
$body$;

-- Partitions of a table whose rows are in no WAL.
CREATE OR REPLACE FUNCTION turso_ddl.unsent(relation oid) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object('schema', n.nspname, 'name', c.relname, 'foreign', c.relkind = 'f')
        ORDER BY n.nspname, c.relname), '[]')
    FROM turso_ddl.parts(relation) p(id) JOIN pg_class c ON c.oid = p.id JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'f' OR c.relkind = 'r' AND c.relpersistence = 'u');
END
$body$;

-- A table as it is now, or null if it is none that could be mirrored. The snapshot tells whose changes it has: indexes are made
-- and renamed by several transactions at the same time, while almost all else that is here waits for the other's end.
CREATE OR REPLACE FUNCTION turso_ddl.definition(relation oid) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN (
    SELECT jsonb_build_object(
        'event', 'table',
        'oid', c.oid::bigint,
        'schema', n.nspname,
        'name', c.relname,
        'partitioned', c.relkind = 'p',
        'partition', c.relispartition,
        'columns', coalesce(turso_ddl.columns(c.oid), '[]'),
        'key', coalesce((SELECT jsonb_agg(k.number ORDER BY k.place)
            FROM pg_index i, unnest(i.indkey::smallint[]) WITH ORDINALITY AS k(number, place)
            WHERE i.indexrelid = turso_ddl.key_index(c.oid) AND k.place <= i.indnkeyatts), '[]'),
        'primary', EXISTS (SELECT FROM pg_index i WHERE i.indexrelid = turso_ddl.key_index(c.oid) AND i.indisprimary),
        'misidentified', turso_ddl.misidentified(c.oid),
        'unsent', turso_ddl.unsent(c.oid),
        'indexes', coalesce(turso_ddl.indexes(c.oid), '[]'),
        'snapshot', pg_current_snapshot()::text)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = relation AND c.relkind IN ('r', 'p') AND c.relpersistence = 'p'
        AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%');
END
$body$;

-- Messages.

-- 64 letters that nobody can say who does not know the secret, and that prove a content in one context alone.
CREATE OR REPLACE FUNCTION turso_ddl.proof(context text, content text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    secret text := (SELECT value FROM turso_ddl.secret);
BEGIN
    RETURN encode(sha256(convert_to(secret || encode(sha256(convert_to(
        secret || context || ' ' || content, 'UTF8')), 'hex'), 'UTF8')), 'hex');
END
$body$;

-- A message: the proof of its origin, then the content. Bound to the transaction, so that nobody can repeat it.
-- An empty one follows: Postgres orders a message of a subtransaction by its end, which is where the next record begins,
-- so that a row written right after it could otherwise come before it.
CREATE OR REPLACE FUNCTION turso_ddl.emit(content text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    proof text := turso_ddl.proof(pg_current_xact_id()::xid::text, content);
BEGIN
    PERFORM pg_logical_emit_message(true, 'turso_ddl', convert_to(proof || content, 'UTF8'));
    PERFORM pg_logical_emit_message(true, 'turso_ddl', '');
END
$body$;

-- Keeps something until the command ends. Settings are open to everybody, so what this statement has written is sealed. They
-- are of the session, because DETACH PARTITION CONCURRENTLY commits between its beginning and its end.
CREATE OR REPLACE FUNCTION turso_ddl.note(what text, content text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    PERFORM set_config('turso_ddl.' || what, turso_ddl.seal(what, content) || content, false);
END
$body$;

CREATE OR REPLACE FUNCTION turso_ddl.seal(what text, content text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN turso_ddl.proof(what || extract(epoch FROM statement_timestamp()), content);
END
$body$;

-- What this statement has noted; null if it has not.
CREATE OR REPLACE FUNCTION turso_ddl.noted(what text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    sealed text := coalesce(current_setting('turso_ddl.' || what, true), '');
    content text := substr(sealed, 65);
BEGIN
    RETURN CASE WHEN left(sealed, 64) = turso_ddl.seal(what, content) THEN content END;
END
$body$;

-- A state with whose changes it has, to be noted.
CREATE OR REPLACE FUNCTION turso_ddl.as_seen(state jsonb) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN pg_current_snapshot() || ' ' || state;
END
$body$;

-- Tells others of a state that this transaction has changed. A day is longer than anyone waits.
CREATE OR REPLACE FUNCTION turso_ddl.tell(what text, changed jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    IF changed = '{}' THEN
        RETURN;
    END IF;
    INSERT INTO turso_ddl.spatial_ref_sys AS t (what, key, value)
        SELECT tell.what, c.key, c.value FROM jsonb_each(changed) c
        ON CONFLICT ON CONSTRAINT spatial_ref_sys_pkey DO UPDATE SET value = excluded.value, lsn = excluded.lsn;
    -- In others it would be an error where somebody else has deleted a row.
    IF current_setting('transaction_isolation') = 'read committed' THEN
        DELETE FROM turso_ddl.spatial_ref_sys WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM turso_ddl.spatial_ref_sys WHERE at < now() - interval '1 day' LIMIT 1000
            FOR UPDATE SKIP LOCKED));
    END IF;
END
$body$;

-- What others have changed whom the snapshot does not see. The command may have waited for them, and undone it. What is not
-- even seen by now is of the database that this one was restored from. A transaction that sees nothing new does not look, since
-- a SERIALIZABLE one that looks could be made to fail.
CREATE OR REPLACE FUNCTION turso_ddl.told(what text, seen pg_snapshot) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    IF current_setting('transaction_isolation') IN ('repeatable read', 'serializable') THEN
        RETURN '{}';
    END IF;
    RETURN (
    SELECT coalesce(jsonb_object_agg(t.key, t.value ORDER BY t.lsn), '{}') FROM turso_ddl.spatial_ref_sys t
    WHERE t.transaction >= pg_snapshot_xmin(seen) AND t.what = told.what
        AND t.transaction IS DISTINCT FROM pg_current_xact_id_if_assigned() AND NOT pg_visible_in_snapshot(t.transaction, seen)
        AND pg_visible_in_snapshot(t.transaction, pg_current_snapshot()));
END
$body$;

-- A state that was noted, by identities, as it was when the command had its locks.
CREATE OR REPLACE FUNCTION turso_ddl.before(what text) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    content text := turso_ddl.noted(what);
    seen text := split_part(content, ' ', 1);
BEGIN
    IF content IS NULL THEN
        RAISE EXCEPTION 'nothing is known of the % before this statement', what;
    END IF;
    RETURN substr(content, length(seen) + 2)::jsonb || turso_ddl.told(what, seen::pg_snapshot);
END
$body$;

-- Tables that the statement has rewritten.
CREATE OR REPLACE FUNCTION turso_ddl.rewritten() RETURNS oid[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN coalesce(turso_ddl.noted('rewritten'), '{}');
END
$body$;

-- Whether a publication names this table, by itself, its schema or all of them.
CREATE OR REPLACE FUNCTION turso_ddl.names_table(publication oid, relation oid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    IF EXISTS (SELECT FROM pg_publication WHERE oid = publication AND puballtables)
            OR EXISTS (SELECT FROM pg_publication_rel WHERE prpubid = publication AND prrelid = relation) THEN
        RETURN true;
    END IF;
    IF current_setting('server_version_num')::int < 150000 THEN
        RETURN false;
    END IF;
    RETURN EXISTS (SELECT FROM pg_publication_namespace p JOIN pg_class c ON c.relnamespace = p.pnnspid
        WHERE p.pnpubid = publication AND c.oid = relation);
END
$body$;

-- Publications by which the stream has rows under the name of this table: those of a partition have the name of its root or
-- their own, as the publication says. The view pg_publication_tables tells it too, but waits for locks on tables of others.
CREATE OR REPLACE FUNCTION turso_ddl.publications(relation oid) RETURNS name[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN ARRAY(
    SELECT p.pubname FROM pg_publication p JOIN pg_class c ON c.oid = relation AND c.relpersistence = 'p'
    CROSS JOIN LATERAL (SELECT count(*) AS ancestors FROM pg_partition_ancestors(relation) a(id)
        WHERE a.id <> relation AND turso_ddl.names_table(p.oid, a.id)) named
    WHERE CASE WHEN p.pubviaroot THEN named.ancestors = 0 AND turso_ddl.names_table(p.oid, relation)
        ELSE c.relkind = 'r' AND (named.ancestors > 0 OR turso_ddl.names_table(p.oid, relation)) END);
END
$body$;

CREATE OR REPLACE FUNCTION turso_ddl.published(relation oid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN turso_ddl.publications(relation) <> '{}';
END
$body$;

-- Whether rows may come under the name of this table: not under that of a partition which no publication has by itself.
CREATE OR REPLACE FUNCTION turso_ddl.named(relation oid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN NOT EXISTS (SELECT FROM pg_class WHERE oid = relation AND relispartition) OR turso_ddl.published(relation);
END
$body$;

-- Whether this transaction sees all that is committed: a REPEATABLE READ one does not see what came after its snapshot.
-- It looks at each transaction that the snapshot left running, and at those that have begun since, up to the one that has not
-- begun yet, which is an error.
CREATE OR REPLACE FUNCTION turso_ddl.sees_all() RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    seen pg_snapshot := pg_current_snapshot();
    number bigint := pg_snapshot_xmax(seen)::text::bigint;
BEGIN
    IF current_setting('transaction_isolation') NOT IN ('repeatable read', 'serializable') THEN
        RETURN true;
    END IF;
    IF EXISTS (SELECT FROM pg_snapshot_xip(seen) running WHERE pg_xact_status(running) = 'committed') THEN
        RETURN false;
    END IF;
    LOOP
        IF pg_xact_status(number::text::xid8) = 'committed' THEN
            RETURN false;
        END IF;
        number := number + 1;
    END LOOP;
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN true;
END
$body$;

-- Whether this transaction has written the row of a catalog that has this xmin. What it sees and is in progress, it has
-- written itself. The number is told from those before it and after it by its distance; age() would keep the first that a
-- transaction asks of.
CREATE OR REPLACE FUNCTION turso_ddl.writes(number xid) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    top bigint := pg_current_xact_id()::text::bigint;
    ahead bigint := (number::text::bigint - top % 4294967296 + 6442450944) % 4294967296 - 2147483648;
BEGIN
    RETURN ahead >= 0 AND pg_xact_status((top + ahead)::text::xid8) IS NOT DISTINCT FROM 'in progress';
EXCEPTION WHEN invalid_parameter_value THEN
    -- So old that its number is one of the future again.
    RETURN false;
END
$body$;

-- Whether this transaction has made the table, which nobody else can have changed then: the row of a system column stays as it
-- was made.
CREATE OR REPLACE FUNCTION turso_ddl.makes(relation oid) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN EXISTS (SELECT FROM pg_attribute WHERE attrelid = relation AND attnum = -1 AND turso_ddl.writes(xmin));
END
$body$;

-- Whether this transaction has one of these locks on a table.
CREATE OR REPLACE FUNCTION turso_ddl.locks(relation oid, modes text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN EXISTS (SELECT FROM pg_locks l WHERE l.locktype = 'relation' AND l.relation = locks.relation
        AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
        AND l.pid = pg_backend_pid() AND l.mode = ANY (modes) AND l.granted);
END
$body$;

-- What has the rows of a table: of a partitioned one its partitions, but not the tables that inherit from another one.
CREATE OR REPLACE FUNCTION turso_ddl.origin(relation oid) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN (SELECT CASE WHEN relkind = 'p' THEN '' ELSE 'ONLY ' END || relation::regclass FROM pg_class WHERE oid = relation);
END
$body$;

-- Every row of a table as the texts that Postgres prints, in messages of about 1 MB: rows that are now in table "target", or
-- are gone from it.
CREATE OR REPLACE FUNCTION turso_ddl.emit_rows(relation oid, target oid, gone boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET timezone = 'UTC' SET bytea_output = 'hex'
SET extra_float_digits = 1 SET lc_monetary = 'C' SET row_security = off AS $body$
DECLARE
    -- The output function keeps the blanks of char(n), which a cast would not; concat alone hides null.
    fields text := (SELECT string_agg(
        format('CASE WHEN %1$I IS NOT DISTINCT FROM NULL THEN NULL ELSE concat(%1$I) END', attname), ', ' ORDER BY attnum)
        FROM pg_attribute WHERE attrelid = target AND attnum > 0 AND NOT attisdropped);
    origin text := turso_ddl.origin(relation);
    envelope text := format('{"event": "rows", "oid": %s, "gone": %s, "rows": ', target, gone::text);
    -- What the statement itself has written it sees in any case.
    own boolean := coalesce((SELECT array_agg(relid::oid) FROM pg_partition_tree(relation) WHERE isleaf), ARRAY[relation])
        <@ turso_ddl.rewritten();
    line text;
    lines text[] := '{}';
    size bigint := 0;
BEGIN
    EXECUTE format('LOCK TABLE %s IN SHARE MODE', origin);
    IF NOT own AND NOT turso_ddl.sees_all() THEN
        RAISE EXCEPTION 'this % transaction does not see what others have committed since it began, so that it cannot send'
            ' all rows of table %', upper(current_setting('transaction_isolation')), relation::regclass;
    END IF;
    FOR line IN EXECUTE format('SELECT array_to_json(ARRAY[%s]::text[])::text FROM %s', fields, origin)
    LOOP
        lines := lines || line;
        size := size + length(line);
        IF size > 1000000 THEN
            PERFORM turso_ddl.emit(envelope || '[' || array_to_string(lines, ', ') || ']}');
            lines := '{}';
            size := 0;
        END IF;
    END LOOP;
    IF size > 0 THEN
        PERFORM turso_ddl.emit(envelope || '[' || array_to_string(lines, ', ') || ']}');
    END IF;
END
$body$;

-- Tables and indexes that are gone.
CREATE OR REPLACE FUNCTION turso_ddl.emit_drop(tables jsonb, indexes jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    PERFORM turso_ddl.emit(jsonb_build_object('event', 'drop', 'tables', tables, 'indexes', indexes)::text);
END
$body$;

CREATE OR REPLACE FUNCTION turso_ddl.emit_definition(relation oid, definition jsonb, rewritten boolean, made boolean)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    PERFORM turso_ddl.emit((definition || jsonb_build_object('rewritten', rewritten, 'made', made,
        'transaction', pg_current_xact_id()::text::bigint, 'renamed', turso_ddl.noted('renamed'),
        'publications', turso_ddl.publications(relation)))::text);
END
$body$;

-- The new state of a table; with all its rows if the old ones cannot be carried over.
CREATE OR REPLACE FUNCTION turso_ddl.describe(relation oid, rewritten boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    definition jsonb;
    known boolean;
    -- Rows of before are void only where those of now follow.
    anew boolean := rewritten AND turso_ddl.published(relation);
BEGIN
    IF EXISTS (SELECT FROM pg_class WHERE oid = relation AND relkind IN ('r', 'p') AND relpersistence = 'p') THEN
        -- Rows that are to follow are those of this definition.
        EXECUTE CASE WHEN anew THEN format('LOCK TABLE %s IN SHARE MODE', turso_ddl.origin(relation))
            ELSE format('LOCK TABLE ONLY %s IN ACCESS SHARE MODE', relation::regclass) END;
        definition := turso_ddl.definition(relation);
    END IF;
    IF (SELECT count(*) FROM pg_attribute WHERE attrelid = relation AND attnum > 0)
                <> (SELECT relnatts FROM pg_class WHERE oid = relation)
            OR (SELECT count(*) FROM pg_attribute WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped)
                <> jsonb_array_length(definition -> 'columns') THEN
        RAISE EXCEPTION 'the snapshot of this transaction is older than the last change of table %, or of a type of its'
            ' columns', relation::regclass;
    END IF;
    -- What others have done to the table since this transaction began is in no definition that it makes.
    known := EXISTS (SELECT FROM pg_class WHERE oid = relation AND (relpersistence = 't' OR relkind NOT IN ('r', 'p')))
        OR turso_ddl.sees_all() OR turso_ddl.makes(relation);
    IF NOT rewritten AND NOT known THEN
        RAISE EXCEPTION 'this % transaction does not see what others have committed since it began, so that it cannot tell'
            ' how table % is now', upper(current_setting('transaction_isolation')), relation::regclass;
    END IF;
    IF definition IS NOT NULL THEN
        PERFORM turso_ddl.emit_definition(relation, definition, anew, EXISTS (
            SELECT FROM pg_event_trigger_ddl_commands() c WHERE c.objid = relation
                AND c.command_tag IN ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO')));
        IF anew THEN
            PERFORM turso_ddl.emit_rows(relation, relation, false);
            -- That they were sent shows from now on.
            PERFORM turso_ddl.quietly(jsonb_object_agg(i.indexrelid,
                    format('ALTER TABLE %s RESET (turso_ddl)', i.indexrelid::regclass)))
                FROM pg_index i WHERE i.indrelid = relation AND NOT i.indislive HAVING count(*) > 0;
        END IF;
        IF NOT known THEN
            PERFORM turso_ddl.emit_error(format('table %s was rewritten by a %s transaction', relation::regclass,
                upper(current_setting('transaction_isolation'))), false, ARRAY[relation]);
        END IF;
    ELSE
        -- An unlogged table is in no WAL: the mirror has none.
        PERFORM turso_ddl.emit_drop(jsonb_build_array(jsonb_build_object('oid', c.oid::bigint, 'schema', n.nspname,
            'name', c.relname)), '[]')
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid = relation AND c.relpersistence = 'u' AND c.relkind IN ('r', 'p');
    END IF;
END
$body$;

-- What could not be said; "rows" tells whether rows of a table have changed with it, "relations" of which tables it is, null if
-- nobody knows. A partition without a name of its own in the stream is in no mirror, nor is a root whose partitions have theirs.
CREATE OR REPLACE FUNCTION turso_ddl.emit_error(what text, rows boolean, relations oid[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    concerned jsonb := (SELECT jsonb_agg(id::bigint) FROM unnest(relations) id LEFT JOIN pg_class c ON c.oid = id
        WHERE c.oid IS NULL OR c.relkind = 'r' AND NOT c.relispartition
            OR c.relkind IN ('r', 'p') AND turso_ddl.published(id));
BEGIN
    IF relations IS NULL OR concerned IS NOT NULL OR rows THEN
        PERFORM turso_ddl.emit(jsonb_build_object('event', 'error', 'message', what, 'rows', rows, 'oids', concerned)::text);
    END IF;
EXCEPTION WHEN OTHERS THEN
    RAISE WARNING 'turso_ddl: a schema change was not captured: %', what;
END
$body$;

-- What each publication sends: of a table that it names, whole or not.
CREATE OR REPLACE FUNCTION turso_ddl.emit_publications() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    PERFORM turso_ddl.emit(jsonb_build_object('event', 'publications', 'publications', (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'name', p.pubname,
            'withheld', (SELECT coalesce(jsonb_agg(o.name), '[]') FROM (VALUES ('delete', p.pubdelete),
                ('insert', p.pubinsert), ('truncate', p.pubtruncate), ('update', p.pubupdate)) o(name, sent)
                WHERE NOT o.sent),
            'all', p.puballtables,
            'tables', CASE WHEN p.puballtables THEN '[]' ELSE (
                SELECT coalesce(jsonb_agg(jsonb_build_object('oid', c.oid::bigint, 'schema', n.nspname, 'name', c.relname,
                    'keyed', turso_ddl.key_index(c.oid) IS NOT NULL,
                    'logged', c.relpersistence = 'p',
                    -- to_jsonb: the columns prqual and prattrs came with Postgres 15.
                    'whole', NOT EXISTS (SELECT FROM pg_publication_rel r WHERE r.prpubid = p.oid AND r.prrelid = c.oid
                        AND coalesce(to_jsonb(r) ->> 'prqual', to_jsonb(r) ->> 'prattrs') IS NOT NULL))), '[]')
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p')
                    AND (c.relpersistence = 'u' OR p.pubname = ANY (turso_ddl.publications(c.oid)))) END)), '[]')
        FROM pg_publication p))::text);
END
$body$;

-- Columns whose printed values a changed type alters: those of it, which are plain, also under domains, and those of a type
-- made of it.
CREATE OR REPLACE FUNCTION turso_ddl.columns_of_type(changed oid, OUT relation oid, OUT name name, OUT plain boolean)
RETURNS SETOF record LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $body$
    WITH RECURSIVE made(type, plain) AS (
        SELECT changed, true
        UNION
        SELECT t.oid, made.plain AND t.typbasetype = made.type FROM made
        JOIN pg_type t ON t.typelem = made.type OR t.typbasetype = made.type
            OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.typrelid AND t.typtype = 'c'
                AND a.atttypid = made.type AND NOT a.attisdropped)
            OR EXISTS (SELECT FROM pg_range r WHERE r.rngsubtype = made.type AND t.oid IN (r.rngtypid, r.rngmultitypid))
    )
    SELECT a.attrelid, a.attname, bool_and(made.plain) FROM pg_attribute a JOIN made ON made.type = a.atttypid
    JOIN pg_class c ON c.oid = a.attrelid
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
    GROUP BY a.attrelid, a.attnum, a.attname
$body$;

-- Labels that the command has renamed. A snapshot that does not see how another session has renamed one before still has the
-- label of before that.
CREATE OR REPLACE FUNCTION turso_ddl.renamed_labels(OUT type oid, OUT before text, OUT after text) RETURNS SETOF record
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    IF EXISTS (SELECT FROM pg_enum e WHERE e.enumtypid IN (SELECT c.objid FROM pg_event_trigger_ddl_commands() c)
            GROUP BY e.oid HAVING count(*) > 1) THEN
        RAISE EXCEPTION 'the snapshot of this transaction is older than the last change of the labels';
    END IF;
    RETURN QUERY SELECT e.enumtypid, b.value, e.enumlabel::text
        FROM pg_enum e JOIN jsonb_each_text(turso_ddl.before('labels')) b ON b.key = e.oid::text
        WHERE e.enumlabel <> b.value AND turso_ddl.writes(e.xmin)
            AND e.enumtypid IN (SELECT c.objid FROM pg_event_trigger_ddl_commands() c);
END
$body$;

-- A label is another one in all plain columns of those tables that are not sent anew. Rows that are written before this
-- commits have the old one in the stream, also those that would be committed later: hence the lock.
CREATE OR REPLACE FUNCTION turso_ddl.emit_label(type oid, before text, after text, anew oid[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    touched record;
BEGIN
    FOR touched IN
        SELECT c.oid, n.nspname, c.relname, jsonb_agg(u.name) AS columns
        FROM turso_ddl.columns_of_type(type) u JOIN pg_class c ON c.oid = u.relation
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relpersistence = 'p' AND c.oid <> ALL (anew) AND turso_ddl.published(c.oid)
        GROUP BY c.oid, n.nspname, c.relname ORDER BY c.oid
    LOOP
        EXECUTE format('LOCK TABLE %s IN SHARE MODE', touched.oid::regclass);
        PERFORM turso_ddl.emit(jsonb_build_object('event', 'label', 'oid', touched.oid::bigint, 'schema', touched.nspname,
            'name', touched.relname, 'columns', touched.columns, 'before', before, 'after', after)::text);
    END LOOP;
END
$body$;

-- Every partition with the table that it is attached to.
CREATE OR REPLACE FUNCTION turso_ddl.partitions() RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN (
    SELECT coalesce(jsonb_object_agg(c.oid, i.inhparent::bigint), '{}')
    FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid WHERE c.relispartition AND c.relkind IN ('r', 'p'));
END
$body$;

-- Partitions that the command has attached or detached: not those of other sessions.
CREATE OR REPLACE FUNCTION turso_ddl.moved_partitions(OUT partition oid, OUT parent oid, OUT attached boolean)
RETURNS SETOF record LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN QUERY
    WITH earlier AS (SELECT key::oid AS part, value::oid AS whole FROM jsonb_each_text(turso_ddl.before('partitions'))),
        now AS (SELECT key::oid AS part, value::oid AS whole FROM jsonb_each_text(turso_ddl.partitions()))
    SELECT m.* FROM (
        SELECT gone.part, gone.whole, false FROM (TABLE earlier EXCEPT TABLE now) gone
        JOIN pg_class c ON c.oid = gone.part AND turso_ddl.writes(c.xmin)
        UNION ALL
        SELECT come.part, come.whole, true FROM (TABLE now EXCEPT TABLE earlier) come
        JOIN pg_inherits i ON i.inhrelid = come.part AND turso_ddl.writes(i.xmin)
    ) AS m(partition, parent, attached) WHERE m.parent IN (SELECT c.objid FROM pg_event_trigger_ddl_commands() c);
END
$body$;

-- Partitions with the tables that they are attached to now.
CREATE OR REPLACE FUNCTION turso_ddl.moved_to(moves jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN (
    SELECT coalesce(jsonb_object_agg(m.partition, CASE WHEN m.attached THEN m.parent::bigint END), '{}')
    FROM jsonb_to_recordset(moves) AS m(partition oid, parent oid, attached boolean));
END
$body$;

-- A partition that comes or goes takes its rows along. That its tables are now others was told before.
CREATE OR REPLACE FUNCTION turso_ddl.move_partition(partition oid, parent oid, attached boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    wholes oid[] := ARRAY(SELECT a.id FROM pg_partition_ancestors(parent) a(id) WHERE turso_ddl.published(a.id));
BEGIN
    PERFORM turso_ddl.emit_rows(partition, w.whole, NOT attached) FROM unnest(wholes) w(whole);
    IF NOT attached THEN
        -- Its own partitions may come to be published by themselves, which were not told of before.
        PERFORM turso_ddl.describe(p.id, wholes <> '{}' OR turso_ddl.doubled(p.id)) FROM turso_ddl.parts(partition) p(id)
        WHERE turso_ddl.named(p.id);
    END IF;
END
$body$;

-- Runs statements that change nothing of objects, by the objects' identities; the event triggers of others do not hear of
-- them, and these do not tell of them. Those of others that are always at work may change something within one, which is told.
-- All in one call, because its setting makes the session forget its plans.
CREATE OR REPLACE FUNCTION turso_ddl.quietly(statements jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET session_replication_role = 'replica' AS $body$
DECLARE
    depth integer := turso_ddl.enter();
    quiet record;
BEGIN
    FOR quiet IN SELECT key AS object, value AS statement FROM jsonb_each_text(statements)
    LOOP
        PERFORM turso_ddl.note('quiet', depth + 1 || ' ' || quiet.object);
        EXECUTE quiet.statement;
    END LOOP;
    PERFORM turso_ddl.leave();
END
$body$;

-- Before Postgres 15 the stream goes on to name rows as before their partition was attached or detached, until a publication
-- changes. Nothing of it is changed, and by one transaction at a time.
CREATE OR REPLACE FUNCTION turso_ddl.renew_publications() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    IF current_setting('server_version_num')::int < 150000 THEN
        PERFORM pg_advisory_xact_lock(7310034);
        PERFORM turso_ddl.quietly(jsonb_object_agg(oid,
                format('ALTER PUBLICATION %I SET (publish_via_partition_root = true)', pubname)))
            FROM pg_publication WHERE pubviaroot HAVING count(*) > 0;
    END IF;
END
$body$;

-- Types of which columns or other types are made, by their identities: the name, and the attributes of a composite, also those
-- that are gone, since another session may have added them.
CREATE OR REPLACE FUNCTION turso_ddl.types() RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN (
    SELECT coalesce(jsonb_object_agg(t.oid, jsonb_build_object('name', t.typname, 'attributes',
        (SELECT jsonb_agg(jsonb_build_array(a.attnum, a.atttypid, a.atttypmod) ORDER BY a.attnum) FROM pg_attribute a
            WHERE a.attrelid = t.typrelid AND a.attnum > 0))), '{}')
    FROM pg_type t WHERE t.oid IN (
        SELECT CASE WHEN u.typtype = 'b' AND u.typcategory = 'A' THEN u.typelem ELSE u.oid END
        FROM pg_depend d JOIN pg_type u ON u.oid = d.refobjid
        WHERE d.refclassid = 'pg_type'::regclass AND d.deptype = 'n'
            AND d.classid IN ('pg_class'::regclass, 'pg_type'::regclass)));
END
$body$;

-- Those that the command has changed: whether their values are printed in another way, or only their name is another.
CREATE OR REPLACE FUNCTION turso_ddl.changed_types(OUT type oid, OUT reprinted boolean) RETURNS SETOF record
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN QUERY
        SELECT b.key::oid, n.value -> 'attributes' IS DISTINCT FROM b.value -> 'attributes'
        FROM jsonb_each(turso_ddl.before('types')) b JOIN jsonb_each(turso_ddl.types()) n ON n.key = b.key
        WHERE n.value <> b.value AND (
            b.key::oid IN (SELECT k.reltype FROM turso_ddl.altered() l JOIN pg_class k ON k.oid = l.id)
            OR b.key::oid IN (SELECT c.objid FROM pg_event_trigger_ddl_commands() c WHERE c.classid = 'pg_type'::regclass));
END
$body$;

-- Generated columns of ordinary tables: table and number.
CREATE OR REPLACE FUNCTION turso_ddl.generated() RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN (
    SELECT coalesce(jsonb_object_agg(a.attrelid || ' ' || a.attnum, true), '{}')
    FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
    WHERE a.attgenerated <> '' AND NOT a.attisdropped);
END
$body$;

-- Relations of the command, and those that inherit from them: columns are added to and renamed in these too.
CREATE OR REPLACE FUNCTION turso_ddl.altered(OUT id oid) RETURNS SETOF oid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN QUERY
        WITH RECURSIVE relation(id) AS (
            SELECT c.objid FROM pg_event_trigger_ddl_commands() c WHERE c.classid = 'pg_class'::regclass
            UNION
            SELECT i.inhrelid FROM relation r JOIN pg_inherits i ON i.inhparent = r.id
        )
        SELECT r.id FROM relation r;
END
$body$;

-- Tables of which the command has made a generated column an ordinary one. It was not in the mirror, so its values are not
-- either. DETACH PARTITION CONCURRENTLY, which ends in another transaction, does no such thing.
CREATE OR REPLACE FUNCTION turso_ddl.unfolded(OUT relation oid) RETURNS SETOF oid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN QUERY
        SELECT DISTINCT a.attrelid FROM jsonb_object_keys(turso_ddl.before('generated')) AS b(name)
        JOIN turso_ddl.altered() l ON l.id = split_part(b.name, ' ', 1)::oid
        JOIN pg_attribute a ON a.attrelid = l.id AND a.attnum = split_part(b.name, ' ', 2)::smallint
        WHERE a.attgenerated = '' AND NOT a.attisdropped AND turso_ddl.writes(a.xmin);
END
$body$;

-- Columns whose type is made of the rows of a relation, or of the composite type, that the command has changed.
CREATE OR REPLACE FUNCTION turso_ddl.columns_of_rows(changed oid, OUT relation oid) RETURNS SETOF oid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    type oid := (SELECT reltype FROM pg_class WHERE oid = changed AND relkind IN ('r', 'p', 'f', 'c'));
BEGIN
    -- By an index, since most tables are none.
    IF EXISTS (SELECT FROM pg_depend d WHERE d.refclassid = 'pg_type'::regclass AND d.deptype = 'n'
            AND d.classid IN ('pg_class'::regclass, 'pg_type'::regclass)
            AND d.refobjid IN (type, (SELECT t.typarray FROM pg_type t WHERE t.oid = type))) THEN
        RETURN QUERY SELECT u.relation FROM turso_ddl.columns_of_type(type) u;
    END IF;
END
$body$;

-- Whether the transaction of one number is older than that of another one.
CREATE OR REPLACE FUNCTION turso_ddl.precedes(earlier xid, later xid) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN (later::text::bigint - earlier::text::bigint + 4294967296) % 4294967296 BETWEEN 1 AND 2147483647;
END
$body$;

-- Tables that have lost the index of their replica identity, with what a cancelled DROP INDEX CONCURRENTLY has left of it:
-- whether that is dead, when rows of equal keys may have come of which the mirror has one. That all rows were sent since shows
-- by its row of pg_class, which is younger then than its death: nothing else changes it but commands that send the rows.
CREATE OR REPLACE FUNCTION turso_ddl.bare() RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN (
    SELECT coalesce(jsonb_object_agg(c.oid, (
        SELECT coalesce(jsonb_object_agg(i.indexrelid, NOT i.indislive), '{}')
        FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
        WHERE i.indrelid = c.oid AND i.indisunique AND i.indimmediate AND NOT i.indisvalid
            AND (i.indislive OR NOT turso_ddl.precedes(i.xmin, x.xmin))
            AND NOT EXISTS (SELECT FROM pg_index k WHERE k.indrelid = c.oid AND k.indisprimary AND k.indimmediate))), '{}')
    FROM pg_class c WHERE c.relreplident = 'i'
        AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisreplident));
END
$body$;

-- Whether rows of a table may be missing in the mirror, for which the index of its identity told them apart before the command.
CREATE OR REPLACE FUNCTION turso_ddl.doubled(relation oid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN EXISTS (SELECT FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
        WHERE i.indrelid = relation AND NOT i.indislive AND NOT turso_ddl.precedes(i.xmin, x.xmin)
            AND CASE WHEN turso_ddl.noted('bare') IS NULL THEN turso_ddl.bare() ELSE turso_ddl.before('bare') END
                -> relation::text ? i.indexrelid::text);
END
$body$;

-- Commands of which the beginning is noted: those that may drop a table or an index, be it because a column, a key of
-- partitions, or a function of one depends on what goes.
CREATE OR REPLACE FUNCTION turso_ddl.entered() RETURNS text[] LANGUAGE sql IMMUTABLE AS
    $$SELECT '{ALTER TABLE, ALTER INDEX, ALTER TYPE, ALTER SCHEMA, ALTER FOREIGN TABLE, ALTER PUBLICATION, DROP TABLE,
        DROP INDEX, DROP SCHEMA, DROP OWNED, DROP EXTENSION, DROP TYPE, DROP DOMAIN, DROP FUNCTION, DROP PROCEDURE,
        DROP ROUTINE, DROP AGGREGATE, DROP LANGUAGE, DROP OPERATOR, DROP OPERATOR CLASS, DROP OPERATOR FAMILY,
        DROP COLLATION, DROP ACCESS METHOD, DROP VIEW, DROP MATERIALIZED VIEW, DROP SEQUENCE, DROP FOREIGN TABLE,
        DROP SERVER, DROP FOREIGN DATA WRAPPER, DROP TEXT SEARCH CONFIGURATION, DROP TEXT SEARCH DICTIONARY,
        DROP TEXT SEARCH PARSER, DROP TEXT SEARCH TEMPLATE, DROP TRANSFORM}'::text[]$$;

-- Schemas.
CREATE OR REPLACE FUNCTION turso_ddl.schemas() RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN (SELECT jsonb_object_agg(oid, nspname) FROM pg_namespace);
END
$body$;

-- Waits for those who write to a table whose schema the command has renamed, or change it: their rows would come after it under
-- the old name.
CREATE OR REPLACE FUNCTION turso_ddl.lock_renamed() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    before jsonb := turso_ddl.before('schemas');
    relation oid;
BEGIN
    FOR relation IN
        SELECT k.oid FROM pg_event_trigger_ddl_commands() c JOIN pg_namespace n ON n.oid = c.objid
        JOIN pg_class k ON k.relnamespace = n.oid AND k.relkind IN ('r', 'p') AND k.relpersistence = 'p'
        WHERE c.classid = 'pg_namespace'::regclass AND n.nspname <> before ->> n.oid::text ORDER BY k.oid
    LOOP
        IF turso_ddl.published(relation) THEN
            EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', relation::regclass);
        END IF;
    END LOOP;
END
$body$;

-- How many of them have begun and not ended: more than one where event triggers run commands.
CREATE OR REPLACE FUNCTION turso_ddl.depth() RETURNS integer
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN coalesce(turso_ddl.noted('depth')::integer, 0);
END
$body$;

-- One begins; how many it makes.
CREATE OR REPLACE FUNCTION turso_ddl.enter() RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    depth integer := turso_ddl.depth() + 1;
BEGIN
    PERFORM turso_ddl.note('depth', depth::text);
    RETURN depth;
END
$body$;

-- One ends; how many are left.
CREATE OR REPLACE FUNCTION turso_ddl.leave() RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    depth integer := greatest(turso_ddl.depth() - 1, 0);
BEGIN
    PERFORM turso_ddl.note('depth', depth::text);
    RETURN depth;
END
$body$;

CREATE OR REPLACE FUNCTION turso_ddl.on_command_start() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    -- What the command around this one compares with stays.
    outermost boolean;
BEGIN
    outermost := turso_ddl.enter() = 1;
    IF tg_tag = 'ALTER PUBLICATION' THEN
        RETURN;
    END IF;
    IF outermost OR turso_ddl.noted('partitions') IS NULL THEN
        PERFORM turso_ddl.note('partitions', turso_ddl.as_seen(turso_ddl.partitions()));
    END IF;
    IF tg_tag IN ('ALTER TABLE', 'ALTER TYPE') AND (outermost OR turso_ddl.noted('types') IS NULL) THEN
        PERFORM turso_ddl.note('types', turso_ddl.as_seen(turso_ddl.types()));
    END IF;
    IF tg_tag = 'ALTER SCHEMA' AND (outermost OR turso_ddl.noted('schemas') IS NULL) THEN
        PERFORM turso_ddl.note('schemas', turso_ddl.as_seen(turso_ddl.schemas()));
    END IF;
    IF tg_tag = 'ALTER TYPE' AND (outermost OR turso_ddl.noted('labels') IS NULL) THEN
        PERFORM turso_ddl.note('labels', turso_ddl.as_seen(
            (SELECT coalesce(jsonb_object_agg(oid, enumlabel), '{}') FROM pg_enum)));
    END IF;
    IF outermost OR turso_ddl.noted('bare') IS NULL THEN
        PERFORM turso_ddl.note('bare', turso_ddl.as_seen(turso_ddl.bare()));
    END IF;
    IF tg_tag = 'ALTER TABLE' AND (outermost OR turso_ddl.noted('names') IS NULL) THEN
        PERFORM turso_ddl.note('names', turso_ddl.as_seen(turso_ddl.names()));
        PERFORM turso_ddl.note('generated', turso_ddl.as_seen(turso_ddl.generated()));
    END IF;
EXCEPTION WHEN query_canceled OR OTHERS THEN
    BEGIN
        -- That it has begun was undone with all that is above.
        PERFORM turso_ddl.enter();
        PERFORM turso_ddl.emit_error(tg_tag || ': ' || SQLERRM, false, NULL);
    EXCEPTION WHEN OTHERS THEN
        RAISE WARNING 'turso_ddl: a schema change was not captured: %', SQLERRM;
    END;
END
$body$;

CREATE OR REPLACE FUNCTION turso_ddl.on_rewrite() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    -- Remembered until the command ends: only then is the new table there.
    PERFORM turso_ddl.note('rewritten', (turso_ddl.rewritten() || pg_event_trigger_table_rewrite_oid())::text);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    BEGIN
        PERFORM turso_ddl.emit_error(tg_tag || ': ' || SQLERRM, true, NULL);
    EXCEPTION WHEN OTHERS THEN
        RAISE WARNING 'turso_ddl: a schema change was not captured: %', SQLERRM;
    END;
END
$body$;

-- The names of all partitioned tables.
CREATE OR REPLACE FUNCTION turso_ddl.names() RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RETURN (
    SELECT coalesce(jsonb_object_agg(c.oid, format('%I.%I', n.nspname, c.relname)), '{}')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'p');
END
$body$;

-- Partitioned tables to which the command has given another name.
CREATE OR REPLACE FUNCTION turso_ddl.renamed(OUT id oid, OUT name text) RETURNS SETOF record
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    IF turso_ddl.noted('names') IS NOT NULL THEN
        RETURN QUERY SELECT n.key::oid, n.value FROM jsonb_each_text(turso_ddl.before('names')) b
            JOIN jsonb_each_text(turso_ddl.names()) n ON n.key = b.key
            JOIN pg_class c ON c.oid = n.key::oid AND turso_ddl.writes(c.xmin) WHERE n.value <> b.value;
    END IF;
END
$body$;

-- Rows of partitions go on to come under the old name of the table that was renamed, and before Postgres 16 all rows under the
-- old name of a schema, until their own table is touched. Nothing is reset. Tables are compared by the outermost command.
CREATE OR REPLACE FUNCTION turso_ddl.renew_names(outermost boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    statements jsonb;
BEGIN
    WITH renamed AS (
        SELECT n.id FROM turso_ddl.renamed() n WHERE outermost
        UNION
        SELECT k.oid FROM pg_event_trigger_ddl_commands() c JOIN pg_class k ON k.relnamespace = c.objid
        WHERE c.classid = 'pg_namespace'::regclass AND c.command_tag = 'ALTER SCHEMA' AND k.relkind IN ('r', 'p')
            AND current_setting('server_version_num')::int < 160000
    ),
    stale AS (SELECT id FROM renamed UNION SELECT t.relid FROM renamed, pg_partition_tree(id) t)
    SELECT jsonb_object_agg(id::oid, format('ALTER TABLE %s RESET (turso_ddl)', id::regclass)) INTO statements FROM stale;
    IF statements IS NOT NULL THEN
        PERFORM turso_ddl.quietly(statements);
    END IF;
END
$body$;

-- Tells others of what the command has changed and they may undo.
CREATE OR REPLACE FUNCTION turso_ddl.tell_changes(tag text, moves jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    PERFORM turso_ddl.tell('partitions', turso_ddl.moved_to(moves) || (
        SELECT coalesce(jsonb_object_agg(i.inhrelid, i.inhparent::bigint), '{}') FROM pg_event_trigger_ddl_commands() c
        JOIN pg_class k ON k.oid = c.objid AND k.relispartition AND k.relpersistence <> 't'
        JOIN pg_inherits i ON i.inhrelid = k.oid WHERE c.command_tag = 'CREATE TABLE'));
    IF tag IN ('ALTER TABLE', 'CREATE TABLE', 'CREATE SCHEMA') THEN
        PERFORM turso_ddl.tell('generated', (
            SELECT coalesce(jsonb_object_agg(a.attrelid || ' ' || a.attnum, true), '{}') FROM turso_ddl.altered() l
            JOIN pg_class k ON k.oid = l.id AND k.relpersistence <> 't'
            JOIN pg_attrdef d ON d.adrelid = k.oid AND turso_ddl.writes(d.xmin)
            JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum AND a.attgenerated <> ''));
    END IF;
    IF tag = 'ALTER TABLE' THEN
        PERFORM turso_ddl.tell('names', (SELECT coalesce(jsonb_object_agg(n.id, n.name), '{}') FROM turso_ddl.renamed() n));
    ELSIF tag = 'ALTER TYPE' THEN
        PERFORM turso_ddl.tell('labels', (SELECT coalesce(jsonb_object_agg(e.oid, e.enumlabel), '{}')
            FROM pg_event_trigger_ddl_commands() c JOIN pg_enum e ON e.enumtypid = c.objid AND turso_ddl.writes(e.xmin)));
    END IF;
END
$body$;

CREATE OR REPLACE FUNCTION turso_ddl.on_command_end() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    rewritten oid[];
    unfolded oid[] := '{}';
    types jsonb := '[]';
    moved record;
    moves jsonb := '[]';
    label record;
    labels jsonb := '[]';
    touched oid[];
    anew oid[];
    altered oid;
    -- Whether rows have changed with the statement, as far as it is known.
    carrying boolean := tg_tag IN ('ALTER TABLE', 'ALTER TYPE');
    quiet boolean := false;
    depth integer;
    outermost boolean;
BEGIN
    depth := turso_ddl.depth();
    IF tg_tag = ANY (turso_ddl.entered()) THEN
        quiet := turso_ddl.noted('quiet') IN (SELECT depth || ' ' || c.objid FROM pg_event_trigger_ddl_commands() c);
        depth := turso_ddl.leave();
    END IF;
    IF quiet THEN
        -- What comes now is another command.
        PERFORM turso_ddl.note('quiet', '');
        RETURN;
    END IF;
    outermost := depth = 0;
    IF tg_tag IN ('ALTER PUBLICATION', 'DROP PUBLICATION', 'DROP OWNED') THEN
        PERFORM turso_ddl.emit_publications();
    END IF;
    rewritten := turso_ddl.rewritten();
    IF tg_tag = 'ALTER TABLE' THEN
        PERFORM turso_ddl.note('renamed', (SELECT a.attname FROM pg_event_trigger_ddl_commands() c
            JOIN pg_attribute a ON a.attrelid = c.objid AND a.attnum = c.objsubid
            WHERE c.classid = 'pg_class'::regclass AND c.objsubid > 0 LIMIT 1));
        moves := (SELECT coalesce(jsonb_agg(m), '[]') FROM turso_ddl.moved_partitions() m);
        IF moves <> '[]' THEN
            -- A command around this one is not to tell of them again.
            PERFORM turso_ddl.note('partitions',
                turso_ddl.as_seen(turso_ddl.before('partitions') || turso_ddl.moved_to(moves)));
        END IF;
        unfolded := ARRAY(SELECT u.relation FROM turso_ddl.unfolded() u);
    END IF;
    IF tg_tag = 'ALTER SCHEMA' THEN
        PERFORM turso_ddl.lock_renamed();
    END IF;
    IF tg_tag IN ('ALTER TABLE', 'ALTER TYPE') THEN
        types := (SELECT coalesce(jsonb_agg(k), '[]') FROM turso_ddl.changed_types() k);
    END IF;
    IF tg_tag = 'ALTER TYPE' THEN
        labels := (SELECT coalesce(jsonb_agg(l), '[]') FROM turso_ddl.renamed_labels() l);
    END IF;
    WITH command AS (SELECT * FROM pg_event_trigger_ddl_commands()),
    relation(id, retyped) AS (
        SELECT l.id, false FROM turso_ddl.altered() l
        UNION ALL
        SELECT a.id, false FROM command c JOIN pg_class k ON k.oid = c.objid AND k.relispartition,
            pg_partition_ancestors(k.oid) a(id)
        WHERE c.classid = 'pg_class'::regclass AND a.id <> k.oid
            AND (tg_tag = 'ALTER TABLE' OR turso_ddl.misidentified(a.id) <> '[]' OR turso_ddl.unsent(a.id) <> '[]')
        UNION ALL
        SELECT unnest(unfolded), true
        UNION ALL
        SELECT u.relation, k.reprinted FROM jsonb_to_recordset(types) AS k(type oid, reprinted boolean),
            turso_ddl.columns_of_type(k.type) u
        UNION ALL
        -- A dead one that is altered has a new row in pg_class, as if all rows had been sent.
        SELECT i.indrelid, CASE WHEN i.indislive OR turso_ddl.noted('bare') IS NULL THEN false ELSE coalesce(
            (turso_ddl.before('bare') -> i.indrelid::text ->> i.indexrelid::text)::boolean, false) END
        FROM command c JOIN pg_index i ON i.indexrelid = c.objid
        UNION ALL
        -- The index of a partitioned table becomes valid with the last part of it that is attached, at any level.
        SELECT a.id, false FROM command c JOIN pg_index i ON i.indexrelid = c.objid, pg_partition_ancestors(i.indrelid) a(id)
        WHERE c.command_tag = 'ALTER INDEX'
        UNION ALL
        SELECT p.id, false FROM command c JOIN pg_index i ON i.indexrelid = c.objid, turso_ddl.parts(i.indrelid) p(id)
        WHERE c.command_tag = 'CREATE INDEX' AND turso_ddl.published(p.id)
        UNION ALL
        SELECT k.oid, false FROM command c JOIN pg_class k ON k.relnamespace = c.objid
        WHERE c.classid = 'pg_namespace'::regclass
        UNION ALL
        SELECT p.conrelid, false FROM command c JOIN pg_constraint p ON p.oid = c.objid
        WHERE c.classid = 'pg_constraint'::regclass
        UNION ALL
        SELECT u.relation, true FROM command c JOIN pg_type t ON t.oid = c.objid, turso_ddl.columns_of_type(t.oid) u
        WHERE c.command_tag = 'ALTER TYPE' AND c.classid = 'pg_type'::regclass
            AND t.typtype = 'e' AND labels <> '[]' AND NOT u.plain
        UNION ALL
        -- Conditions of indexes name labels.
        SELECT i.indrelid, false FROM command c, turso_ddl.columns_of_type(c.objid) u
            JOIN pg_index i ON i.indrelid = u.relation
        WHERE c.command_tag = 'ALTER TYPE' AND labels <> '[]' AND (i.indpred IS NOT NULL OR i.indexprs IS NOT NULL)
        UNION ALL
        SELECT u.relation, false FROM command c, turso_ddl.columns_of_type(c.objid) u
        WHERE c.command_tag = 'ALTER DOMAIN'
        UNION ALL
        SELECT typed.oid, false FROM command c JOIN pg_class k ON k.oid = c.objid
            JOIN pg_class typed ON typed.reloftype = k.reltype
        WHERE c.command_tag = 'ALTER TYPE' AND c.classid = 'pg_class'::regclass
        UNION ALL
        SELECT unnest(rewritten), true
        UNION ALL
        SELECT a.id, true FROM unnest(rewritten) r(id), pg_partition_ancestors(r.id) a(id)
        UNION ALL
        -- Partitions whose names rows may come to have with it.
        SELECT k.oid, false FROM pg_class k
        WHERE tg_tag IN ('CREATE PUBLICATION', 'ALTER PUBLICATION') AND k.relispartition AND k.relkind IN ('r', 'p')
    ),
    -- Partitions that the command names are told of also where rows have the name of their root: they were perhaps tables.
    own(id) AS (
        SELECT c.objid FROM command c WHERE c.classid = 'pg_class'::regclass
        UNION
        SELECT m.partition FROM jsonb_to_recordset(moves) AS m(partition oid)
    ),
    concerned(id, retyped) AS (
        SELECT r.id, bool_or(r.retyped) OR turso_ddl.doubled(r.id) FROM relation r WHERE r.id IS NOT NULL GROUP BY r.id)
    SELECT array_agg(t.id ORDER BY t.id), array_agg(t.id) FILTER (WHERE t.retyped)
    INTO touched, anew FROM concerned t WHERE t.id IN (SELECT o.id FROM own o) OR turso_ddl.named(t.id);
    carrying := moves <> '[]' OR labels <> '[]' OR EXISTS (SELECT FROM unnest(anew) id WHERE turso_ddl.published(id));
    FOREACH altered IN ARRAY coalesce(touched, '{}')
    LOOP
        PERFORM turso_ddl.describe(altered, altered = ANY (coalesce(anew, '{}')));
    END LOOP;
    FOR label IN SELECT * FROM jsonb_to_recordset(labels) AS l(type oid, before text, after text)
    LOOP
        PERFORM turso_ddl.emit_label(label.type, label.before, label.after, coalesce(anew, '{}'));
    END LOOP;
    FOR moved IN SELECT * FROM jsonb_to_recordset(moves) AS m(partition oid, parent oid, attached boolean)
    LOOP
        PERFORM turso_ddl.move_partition(moved.partition, moved.parent, moved.attached);
    END LOOP;
    IF moves <> '[]' THEN
        PERFORM turso_ddl.renew_publications();
    END IF;
    PERFORM turso_ddl.note('rewritten', '{}');
    carrying := true;
    PERFORM turso_ddl.renew_names(outermost AND tg_tag = 'ALTER TABLE');
    -- Disabled triggers stay so; where all of a table were enabled, these work for replicated changes again too.
    PERFORM turso_ddl.add_truncate_triggers(w.whole, '{O, R}') FROM (
        SELECT DISTINCT (SELECT a.id FROM pg_partition_ancestors(k.oid) WITH ORDINALITY AS a(id, height)
            JOIN pg_trigger t ON t.tgrelid = a.id AND t.tgname = 'turso_ddl_truncate'
            ORDER BY a.height DESC LIMIT 1) AS whole
        FROM pg_event_trigger_ddl_commands() c
        JOIN pg_class k ON k.oid = c.objid AND (k.relispartition OR k.relkind = 'p')
        WHERE c.classid = 'pg_class'::regclass) w
    WHERE w.whole IS NOT NULL;
    PERFORM turso_ddl.tell_changes(tg_tag, moves);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    BEGIN
        -- All that is above was undone with it.
        IF tg_tag = ANY (turso_ddl.entered()) THEN
            PERFORM turso_ddl.leave();
        END IF;
        PERFORM turso_ddl.emit_error(tg_tag || ': ' || SQLERRM, carrying, touched);
    EXCEPTION WHEN OTHERS THEN
        RAISE WARNING 'turso_ddl: a schema change was not captured: %', SQLERRM;
    END;
END
$body$;

CREATE OR REPLACE FUNCTION turso_ddl.on_drop() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    dropped record;
    keyless record;
    relation oid;
    carrying boolean := false;
BEGIN
    -- In one message: a partitioned table takes hundreds along.
    PERFORM turso_ddl.emit_drop(gone.tables, gone.indexes)
        FROM (SELECT coalesce(jsonb_agg(d.object) FILTER (WHERE d.type = 'table'), '[]') AS tables,
            coalesce(jsonb_agg(d.object) FILTER (WHERE d.type = 'index'), '[]') AS indexes
            FROM (SELECT object_type AS type, jsonb_build_object('oid', objid::bigint, 'schema', schema_name,
                    'name', object_name) AS object
                FROM pg_event_trigger_dropped_objects()
                WHERE NOT is_temporary AND schema_name NOT LIKE 'pg\_%' AND object_type IN ('table', 'index')) d
            HAVING count(*) > 0) gone;
    FOR dropped IN SELECT * FROM pg_event_trigger_dropped_objects() WHERE NOT is_temporary AND NOT original
        AND schema_name NOT LIKE 'pg\_%'
        AND object_type IN ('table column', 'foreign table column', 'composite type column')
    LOOP
        IF turso_ddl.named(dropped.objid) THEN
            carrying := turso_ddl.doubled(dropped.objid);
            PERFORM turso_ddl.describe(dropped.objid, carrying);
        END IF;
        carrying := true;
        PERFORM turso_ddl.describe(u.relation, true) FROM turso_ddl.columns_of_rows(dropped.objid) u;
        carrying := false;
    END LOOP;
    -- Without its index a replica identity is no key any more; a table whose index goes is locked. Where it went concurrently,
    -- rows of equal keys may have come before this is told, of which the mirror has one: all are sent.
    IF EXISTS (SELECT FROM pg_event_trigger_dropped_objects() WHERE object_type = 'index' AND NOT is_temporary) THEN
        FOR keyless IN
            WITH lost(id, doubled) AS (
                SELECT k.oid, turso_ddl.key_index(k.oid) IS NULL AND NOT turso_ddl.locks(k.oid, '{AccessExclusiveLock}')
                -- Few, while many have such an index, and each look at the locks reads all there are.
                FROM jsonb_object_keys(turso_ddl.bare()) b(id) JOIN pg_class k ON k.oid = b.id::oid
                WHERE NOT turso_ddl.before('bare') ? b.id
                    AND turso_ddl.locks(k.oid, '{ShareUpdateExclusiveLock, AccessExclusiveLock}')
                UNION ALL
                SELECT k.oid, i.value::boolean OR NOT turso_ddl.locks(k.oid, '{AccessExclusiveLock}')
                FROM jsonb_each(turso_ddl.before('bare')) b CROSS JOIN LATERAL jsonb_each_text(b.value) i
                JOIN pg_event_trigger_dropped_objects() d ON d.objid::text = i.key AND d.object_type = 'index'
                JOIN pg_class k ON k.oid = b.key::oid)
            SELECT r.id, bool_or(r.id = l.id AND l.doubled) AS doubled FROM lost l
            CROSS JOIN LATERAL (SELECT l.id UNION SELECT a.id FROM pg_partition_ancestors(l.id) a(id)) r(id)
            WHERE r.id = l.id OR turso_ddl.named(r.id) GROUP BY r.id
        LOOP
            carrying := keyless.doubled;
            PERFORM turso_ddl.describe(keyless.id, keyless.doubled);
            carrying := false;
        END LOOP;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_event_trigger_dropped_objects() WHERE object_type = 'table' AND NOT is_temporary) THEN
        RETURN;
    END IF;
    carrying := true;
    -- A snapshot that does not see how another session has changed one before, perhaps attached it, still has it.
    IF EXISTS (SELECT FROM pg_event_trigger_dropped_objects() d JOIN pg_class c ON c.oid = d.objid
            WHERE d.object_type = 'table') THEN
        RAISE EXCEPTION 'the snapshot of this transaction is older than the last change of a table that it drops';
    END IF;
    -- The rows of a dropped partition cannot be read any more: those that are left are sent.
    FOR relation IN
        SELECT DISTINCT a.id FROM pg_event_trigger_dropped_objects() d
        JOIN jsonb_each_text(turso_ddl.before('partitions')) b ON b.key = d.objid::text
        JOIN pg_class c ON c.oid = b.value::oid CROSS JOIN LATERAL pg_partition_ancestors(c.oid) a(id)
        WHERE d.object_type = 'table' AND turso_ddl.named(a.id)
    LOOP
        PERFORM turso_ddl.describe(relation, true);
    END LOOP;
EXCEPTION WHEN query_canceled OR OTHERS THEN
    BEGIN
        PERFORM turso_ddl.emit_error(tg_tag || ': ' || SQLERRM, carrying, NULL);
    EXCEPTION WHEN OTHERS THEN
        RAISE WARNING 'turso_ddl: a schema change was not captured: %', SQLERRM;
    END;
END
$body$;

-- A partitioned table or a partition is about to be truncated, or a partitioned table has been. Postgres tells of that of a table
-- under whose name rows come, but not of that of its partitions.
CREATE OR REPLACE FUNCTION turso_ddl.truncate(relation oid, moment text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    truncated oid[] := coalesce(turso_ddl.noted('truncated'), '{}');
    above oid[] := ARRAY(SELECT a.id FROM pg_partition_ancestors(relation) a(id) WHERE a.id <> relation);
    whole oid;
BEGIN
    IF EXISTS (SELECT FROM pg_class WHERE oid = relation AND relkind = 'p') THEN
        PERFORM turso_ddl.note('truncated', (CASE WHEN moment = 'BEFORE' THEN truncated || relation
            ELSE array_remove(truncated, relation) END)::text);
        RETURN;
    END IF;
    FOREACH whole IN ARRAY above
    LOOP
        IF whole <> ALL (truncated) AND turso_ddl.published(whole) THEN
            EXECUTE format('LOCK TABLE ONLY %s IN ACCESS SHARE MODE', whole::regclass);
            PERFORM turso_ddl.emit_definition(whole, turso_ddl.definition(whole), false, false);
            PERFORM turso_ddl.emit_rows(relation, whole, true);
        END IF;
    END LOOP;
EXCEPTION WHEN query_canceled OR OTHERS THEN
    BEGIN
        PERFORM turso_ddl.emit_error(format('TRUNCATE of partition %s: %s', relation::regclass, SQLERRM), true, above);
    EXCEPTION WHEN OTHERS THEN
        RAISE WARNING 'turso_ddl: a TRUNCATE was not captured: %', SQLERRM;
    END;
END
$body$;

-- Short, for each trigger keeps plans of its own, at which each truncated table has the session look.
CREATE OR REPLACE FUNCTION turso_ddl.on_truncate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    PERFORM turso_ddl.truncate(tg_relid, tg_when);
    RETURN NULL;
END
$body$;

-- Gives the triggers to those of a partitioned table and its partitions that lack them, in one of these states too.
CREATE OR REPLACE FUNCTION turso_ddl.add_truncate_triggers(whole oid, states "char"[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    statements jsonb := '{}';
    part record;
BEGIN
    FOR part IN
        SELECT c.oid, c.relkind = 'p' AS partitioned
        FROM turso_ddl.parts(whole) p(id) JOIN pg_class c ON c.oid = p.id AND c.relkind IN ('r', 'p')
        WHERE (SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgenabled <> ALL (states)
            AND t.tgname IN ('turso_ddl_truncate', 'turso_ddl_truncated')) < CASE c.relkind WHEN 'p' THEN 2 ELSE 1 END
    LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER turso_ddl_truncate BEFORE TRUNCATE ON %s'
            ' EXECUTE FUNCTION turso_ddl.on_truncate()', part.oid::regclass);
        IF part.partitioned THEN
            EXECUTE format('CREATE OR REPLACE TRIGGER turso_ddl_truncated AFTER TRUNCATE ON %s'
                ' EXECUTE FUNCTION turso_ddl.on_truncate()', part.oid::regclass);
        END IF;
        statements := statements || jsonb_build_object(part.oid, format('ALTER TABLE %s ENABLE ALWAYS TRIGGER'
            ' turso_ddl_truncate', part.oid::regclass)
            || CASE WHEN part.partitioned THEN ', ENABLE ALWAYS TRIGGER turso_ddl_truncated' ELSE '' END);
    END LOOP;
    IF statements <> '{}' THEN
        PERFORM turso_ddl.quietly(statements);
    END IF;
END
$body$;

-- Has a TRUNCATE of single partitions of a table told, also of those that come later. Run it once for the partitioned table, and
-- again where its triggers were disabled.
CREATE OR REPLACE FUNCTION turso_ddl.tell_truncates(relation regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    root oid := pg_partition_root(relation);
BEGIN
    IF root IS NULL THEN
        RAISE EXCEPTION '% is no partitioned table', relation;
    END IF;
    -- Partitions that others are about to add come first.
    EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', root::regclass);
    PERFORM turso_ddl.add_truncate_triggers(root, '{D, O, R}');
END
$body$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA turso_ddl FROM PUBLIC;

DROP EVENT TRIGGER IF EXISTS turso_ddl_command_start;
DROP EVENT TRIGGER IF EXISTS turso_ddl_rewrite;
DROP EVENT TRIGGER IF EXISTS turso_ddl_command_end;
DROP EVENT TRIGGER IF EXISTS turso_ddl_drop;
DO $do$
BEGIN
    EXECUTE format('CREATE EVENT TRIGGER turso_ddl_command_start ON ddl_command_start WHEN tag IN (%s)'
        ' EXECUTE FUNCTION turso_ddl.on_command_start()',
        (SELECT string_agg(quote_literal(tag), ', ') FROM unnest(turso_ddl.entered()) tag));
END
$do$;
CREATE EVENT TRIGGER turso_ddl_rewrite ON table_rewrite EXECUTE FUNCTION turso_ddl.on_rewrite();
CREATE EVENT TRIGGER turso_ddl_drop ON sql_drop EXECUTE FUNCTION turso_ddl.on_drop();
CREATE EVENT TRIGGER turso_ddl_command_end ON ddl_command_end EXECUTE FUNCTION turso_ddl.on_command_end();
ALTER EVENT TRIGGER turso_ddl_command_start ENABLE ALWAYS;
ALTER EVENT TRIGGER turso_ddl_rewrite ENABLE ALWAYS;
ALTER EVENT TRIGGER turso_ddl_drop ENABLE ALWAYS;
ALTER EVENT TRIGGER turso_ddl_command_end ENABLE ALWAYS;
