-- Every kind of schema change, one section each. $t is a name that no other section has. Statements end at ";" and a
-- line's end; BEGIN and COMMIT make transactions.

# create table
CREATE TABLE $t (id int PRIMARY KEY, a text NOT NULL, b numeric(10,2), c timestamptz);
INSERT INTO $t VALUES (1, 'x', 1.5, '2024-01-01 00:00:00+00'), (2, 'y', NULL, NULL);

# create an empty table
CREATE TABLE $t (k text, n bigint, d date, PRIMARY KEY (n, k));

# create table as
CREATE TABLE $t AS SELECT g AS id, 'row ' || g AS a, g % 2 = 0 AS even FROM generate_series(1, 20) g;

# create table as and a key in one transaction
BEGIN;
CREATE TABLE $t AS SELECT g AS id, 'row ' || g AS a FROM generate_series(1, 20) g;
ALTER TABLE $t ADD PRIMARY KEY (id);
UPDATE $t SET a = 'changed' WHERE id < 5;
DELETE FROM $t WHERE id > 15;
COMMIT;

# select into
SELECT g AS n INTO $t FROM generate_series(1, 3) g;

# create table like
CREATE TABLE $t_model (id int PRIMARY KEY, a text DEFAULT 'a' NOT NULL);
CREATE TABLE $t (LIKE $t_model INCLUDING ALL, more int);
INSERT INTO $t VALUES (1, 'b', 2);

# inherit a table
CREATE TABLE $t_parent (id int PRIMARY KEY, a text);
INSERT INTO $t_parent VALUES (1, 'parent');
CREATE TABLE $t (b int) INHERITS ($t_parent);
INSERT INTO $t VALUES (1, 'child', 2), (7, 'child', 3);
ALTER TABLE $t_parent ADD COLUMN late text DEFAULT 'late';
ALTER TABLE $t ADD PRIMARY KEY (id);
UPDATE $t_parent SET a = a || '!';

# inherit and disinherit later
CREATE TABLE $t_parent (id int PRIMARY KEY, a text);
CREATE TABLE $t (id int PRIMARY KEY, a text, b int);
INSERT INTO $t VALUES (1, 'x', 1);
ALTER TABLE $t INHERIT $t_parent;
INSERT INTO $t VALUES (2, 'y', 2);
ALTER TABLE $t_parent RENAME COLUMN a TO z;
ALTER TABLE $t NO INHERIT $t_parent;
INSERT INTO $t VALUES (3, 'z', 3);

# add a nullable column
CREATE TABLE $t (id int PRIMARY KEY, a text);
INSERT INTO $t VALUES (1, 'x'), (2, 'y');
ALTER TABLE $t ADD COLUMN b text;
INSERT INTO $t VALUES (3, 'z', 'new');

# add a column with a constant default
CREATE TABLE $t (id int PRIMARY KEY, a text);
INSERT INTO $t SELECT g, 'x' FROM generate_series(1, 10) g;
ALTER TABLE $t ADD COLUMN b int NOT NULL DEFAULT 5;
ALTER TABLE $t ADD COLUMN c numeric(6,2) DEFAULT 1.50, ADD COLUMN d text DEFAULT 'it''s "new"', ADD COLUMN e date DEFAULT '2024-02-29';
ALTER TABLE $t ADD COLUMN f boolean NOT NULL DEFAULT true, ADD COLUMN g bytea DEFAULT '\x00ff', ADD COLUMN h jsonb DEFAULT '{"a": [1, 2]}';
INSERT INTO $t (id) VALUES (11);
ALTER TABLE $t ADD COLUMN i double precision NOT NULL DEFAULT 'NaN', ADD COLUMN j real DEFAULT '-Infinity', ADD COLUMN k numeric(8,0) DEFAULT 'NaN';
ALTER TABLE $t ADD COLUMN l double precision DEFAULT 1, ADD COLUMN m real DEFAULT 0.1, ADD COLUMN n numeric(8,0) DEFAULT 3;
INSERT INTO $t (id) VALUES (12);

# add columns with every zero default
CREATE TABLE $t (id int PRIMARY KEY);
INSERT INTO $t VALUES (1), (2);
ALTER TABLE $t ADD COLUMN a int DEFAULT 0 NOT NULL, ADD COLUMN b text DEFAULT '' NOT NULL, ADD COLUMN c boolean DEFAULT false NOT NULL, ADD COLUMN d uuid DEFAULT '00000000-0000-0000-0000-000000000000' NOT NULL, ADD COLUMN e int[] DEFAULT '{}' NOT NULL, ADD COLUMN f timestamptz DEFAULT '1970-01-01 00:00:00+00' NOT NULL;
INSERT INTO $t (id) VALUES (3);

# add a column with a stable default
CREATE TABLE $t (id int PRIMARY KEY);
INSERT INTO $t SELECT generate_series(1, 5);
ALTER TABLE $t ADD COLUMN made timestamptz NOT NULL DEFAULT now();
ALTER TABLE $t ADD COLUMN who name DEFAULT current_user;
INSERT INTO $t VALUES (6);

# add a column with a volatile default
CREATE TABLE $t (id int PRIMARY KEY);
INSERT INTO $t SELECT generate_series(1, 5);
ALTER TABLE $t ADD COLUMN u uuid NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE $t ADD COLUMN r double precision DEFAULT random();
INSERT INTO $t VALUES (6);

# add a column with a volatile default to a table without a key
CREATE TABLE $t (n int);
ALTER TABLE $t REPLICA IDENTITY FULL;
INSERT INTO $t VALUES (1), (1), (NULL);
ALTER TABLE $t ADD COLUMN r double precision DEFAULT random();
UPDATE $t SET n = 2 WHERE n = 1;
DELETE FROM $t WHERE n IS NULL;

# add an identity column
CREATE TABLE $t (a text);
ALTER TABLE $t REPLICA IDENTITY FULL;
INSERT INTO $t VALUES ('x'), ('y');
ALTER TABLE $t ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY;
ALTER TABLE $t ADD PRIMARY KEY (id);
INSERT INTO $t (a) VALUES ('z');
UPDATE $t SET a = 'w' WHERE id = 1;

# add a serial column
CREATE TABLE $t (a text);
INSERT INTO $t VALUES ('x'), ('y');
ALTER TABLE $t ADD COLUMN id serial PRIMARY KEY;
INSERT INTO $t (a) VALUES ('z');

# add a generated column
CREATE TABLE $t (id int PRIMARY KEY, a int);
INSERT INTO $t VALUES (1, 2), (2, 3);
ALTER TABLE $t ADD COLUMN twice int GENERATED ALWAYS AS (a * 2) STORED;
INSERT INTO $t VALUES (3, 4);
UPDATE $t SET a = 10 WHERE id = 1;

# drop a generated column and make it plain
CREATE TABLE $t (id int PRIMARY KEY, a int, twice int GENERATED ALWAYS AS (a * 2) STORED, z int GENERATED ALWAYS AS (a + 1) STORED NOT NULL);
INSERT INTO $t VALUES (1, 2), (2, 3);
ALTER TABLE $t ALTER COLUMN twice DROP EXPRESSION;
ALTER TABLE $t DROP COLUMN z;
INSERT INTO $t VALUES (3, 4, 5);

# drop a column
CREATE TABLE $t (id int PRIMARY KEY, a text, b int NOT NULL, c text);
INSERT INTO $t VALUES (1, 'x', 1, 'c'), (2, 'y', 2, 'c');
ALTER TABLE $t DROP COLUMN b;
INSERT INTO $t VALUES (3, 'z', 'd');
ALTER TABLE $t DROP COLUMN c;

# drop a column and add another of its name
CREATE TABLE $t (id int PRIMARY KEY, a text, b int);
INSERT INTO $t VALUES (1, 'x', 1), (2, 'y', 2);
BEGIN;
ALTER TABLE $t DROP COLUMN b;
ALTER TABLE $t ADD COLUMN b text DEFAULT 'new';
INSERT INTO $t VALUES (3, 'z', 'b');
COMMIT;
ALTER TABLE $t DROP COLUMN b, ADD COLUMN b int;

# replace every column
CREATE TABLE $t (a text);
ALTER TABLE $t REPLICA IDENTITY FULL;
INSERT INTO $t VALUES ('x'), ('y'), ('z');
ALTER TABLE $t DROP COLUMN a, ADD COLUMN b int DEFAULT 1;
INSERT INTO $t VALUES (2);
CREATE TABLE $t_none ();

# drop an indexed column
CREATE TABLE $t (id int PRIMARY KEY, a text, b int);
CREATE INDEX $t_ab ON $t (a, b);
CREATE INDEX $t_a ON $t (a);
INSERT INTO $t VALUES (1, 'x', 1);
ALTER TABLE $t DROP COLUMN b;

# drop a key column
CREATE TABLE $t (a int, b int, c text, PRIMARY KEY (a, b));
INSERT INTO $t VALUES (1, 1, 'x'), (1, 2, 'y');
ALTER TABLE $t REPLICA IDENTITY FULL;
ALTER TABLE $t DROP COLUMN b;
UPDATE $t SET c = 'z' WHERE c = 'x';
INSERT INTO $t VALUES (1, 'y');

# rename a column
CREATE TABLE $t (id int PRIMARY KEY, a text, b int NOT NULL);
INSERT INTO $t VALUES (1, 'x', 1);
ALTER TABLE $t RENAME COLUMN a TO "New Name";
INSERT INTO $t VALUES (2, 'y', 2);
ALTER TABLE $t RENAME COLUMN id TO "ключ";
UPDATE $t SET b = 3;

# swap two columns
CREATE TABLE $t (id int PRIMARY KEY, a text, b text);
INSERT INTO $t VALUES (1, 'a', 'b');
BEGIN;
ALTER TABLE $t RENAME COLUMN a TO c;
ALTER TABLE $t RENAME COLUMN b TO a;
UPDATE $t SET a = a || '1';
ALTER TABLE $t RENAME COLUMN c TO b;
INSERT INTO $t VALUES (2, 'x', 'y');
COMMIT;

# change only the case of a name
CREATE TABLE $t (id int PRIMARY KEY, name text);
INSERT INTO $t VALUES (1, 'a');
ALTER TABLE $t RENAME COLUMN name TO "Name";
INSERT INTO $t VALUES (2, 'b');

# widen a type
CREATE TABLE $t (id int PRIMARY KEY, a smallint, b varchar(5), c numeric(6,2), d real, e char(3));
INSERT INTO $t VALUES (1, 1, 'abc', 12.50, 0.1, 'x'), (2, NULL, NULL, NULL, NULL, NULL);
ALTER TABLE $t ALTER COLUMN a TYPE bigint, ALTER COLUMN b TYPE text;
ALTER TABLE $t ALTER COLUMN c TYPE numeric(30,2);
ALTER TABLE $t ALTER COLUMN d TYPE double precision;
ALTER TABLE $t ALTER COLUMN e TYPE varchar(20);
ALTER TABLE $t ALTER COLUMN id TYPE bigint;
INSERT INTO $t VALUES (30000000000, 2, 'longer than before', 123456789012345678.25, 0.1, 'longer');

# widen a numeric step by step
CREATE TABLE $t (id int PRIMARY KEY, a numeric(5,0), b numeric(10,3), c numeric(15,2));
INSERT INTO $t VALUES (1, 12345, 1.500, 1234567890123.10), (2, 'NaN', 'NaN', 'NaN'), (3, -0.0, -1, 0.05);
ALTER TABLE $t ALTER COLUMN a TYPE numeric(18,0), ALTER COLUMN b TYPE numeric(15,3);
ALTER TABLE $t ALTER COLUMN a TYPE numeric(19,0), ALTER COLUMN b TYPE numeric(20,3), ALTER COLUMN c TYPE numeric(16,2);
ALTER TABLE $t ALTER COLUMN a TYPE numeric, ALTER COLUMN c TYPE numeric;
INSERT INTO $t VALUES (4, 12345678901234567890.5, 1.125, 0.005);

# change a type with using
CREATE TABLE $t (id int PRIMARY KEY, a text, b int);
INSERT INTO $t VALUES (1, '10', 0), (2, '20', 1);
ALTER TABLE $t ALTER COLUMN a TYPE int USING a::int * 2, ALTER COLUMN b TYPE boolean USING b = 1;
INSERT INTO $t VALUES (3, 30, true);
ALTER TABLE $t ALTER COLUMN a TYPE timestamptz USING to_timestamp(a);

# change a type that keeps the storage
CREATE TABLE $t (id int PRIMARY KEY, a text, b varchar(10));
INSERT INTO $t VALUES (1, 'x', 'y'), (2, NULL, 'z');
ALTER TABLE $t ALTER COLUMN a TYPE varchar(30), ALTER COLUMN b TYPE varchar(100);
ALTER TABLE $t ALTER COLUMN a TYPE text USING upper(a);

# change the type of a key
CREATE TABLE $t (id int PRIMARY KEY, a text);
INSERT INTO $t VALUES (1, 'x'), (2, 'y');
ALTER TABLE $t ALTER COLUMN id TYPE text USING 'id-' || id;
INSERT INTO $t VALUES ('id-3', 'z');
DELETE FROM $t WHERE id = 'id-1';

# change a type and the rows in one transaction
CREATE TABLE $t (id int PRIMARY KEY, a int);
INSERT INTO $t VALUES (1, 1), (2, 2);
BEGIN;
INSERT INTO $t VALUES (3, 3);
UPDATE $t SET a = 9 WHERE id = 1;
ALTER TABLE $t ALTER COLUMN a TYPE text USING 'n' || a;
DELETE FROM $t WHERE id = 2;
INSERT INTO $t VALUES (4, 'four');
COMMIT;

# set and drop not null
CREATE TABLE $t (id int PRIMARY KEY, a text, b int NOT NULL);
INSERT INTO $t VALUES (1, 'x', 1), (2, 'y', 2);
ALTER TABLE $t ALTER COLUMN a SET NOT NULL, ALTER COLUMN b DROP NOT NULL;
INSERT INTO $t VALUES (3, 'z', NULL);

# fill nulls and set not null
CREATE TABLE $t (id int PRIMARY KEY, a text, b int);
INSERT INTO $t VALUES (1, NULL, NULL), (2, 'y', 2);
UPDATE $t SET a = 'was null' WHERE a IS NULL;
ALTER TABLE $t ALTER COLUMN a SET NOT NULL;
BEGIN;
UPDATE $t SET b = -1 WHERE b IS NULL;
ALTER TABLE $t ALTER COLUMN b SET NOT NULL;
COMMIT;

# two columns swap their names and one becomes not null
CREATE TYPE $t_kind AS ENUM ('x', 'y');
CREATE TABLE $t (a int, b int, c text, d timestamptz, e $t_kind, f numeric(6,2), g jsonb, h boolean);
ALTER TABLE $t REPLICA IDENTITY FULL;
INSERT INTO $t VALUES (NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL), (0, 2, '', NULL, 'x', NULL, NULL, NULL);
ALTER TABLE $t RENAME COLUMN a TO z;
ALTER TABLE $t RENAME COLUMN b TO a;
ALTER TABLE $t RENAME COLUMN z TO b;
UPDATE $t SET a = 5 WHERE b IS NULL;
UPDATE $t SET b = 7, c = 'was null', d = now(), e = 'x', f = 1.5, g = '{}', h = true WHERE b IS NULL;
DELETE FROM $t WHERE b = 0;
ALTER TABLE $t ALTER b SET NOT NULL, ALTER c SET NOT NULL, ALTER d SET NOT NULL, ALTER e SET NOT NULL;
ALTER TABLE $t ALTER f SET NOT NULL, ALTER g SET NOT NULL, ALTER h SET NOT NULL, ALTER h SET DEFAULT true;
INSERT INTO $t VALUES (9, 0, '', now(), 'x', 0, 'null');

# set and drop a default
CREATE TABLE $t (id int PRIMARY KEY, a text, b int DEFAULT 1);
INSERT INTO $t (id) VALUES (1);
ALTER TABLE $t ALTER COLUMN a SET DEFAULT 'd', ALTER COLUMN b DROP DEFAULT;
INSERT INTO $t (id) VALUES (2);

# add a primary key
CREATE TABLE $t (a int, b text);
ALTER TABLE $t REPLICA IDENTITY FULL;
INSERT INTO $t VALUES (1, 'x'), (2, 'y'), (3, 'z');
UPDATE $t SET b = 'w' WHERE a = 1;
DELETE FROM $t WHERE a = 3;
ALTER TABLE $t ADD PRIMARY KEY (a);
UPDATE $t SET b = 'v' WHERE a = 2;
UPDATE $t SET a = 5 WHERE a = 1;

# drop a primary key
CREATE TABLE $t (a int PRIMARY KEY, b text);
INSERT INTO $t VALUES (1, 'x'), (2, 'y'), (3, 'z');
UPDATE $t SET b = 'w' WHERE a = 1;
UPDATE $t SET a = 4 WHERE a = 2;
DELETE FROM $t WHERE a = 3;
ALTER TABLE $t DROP CONSTRAINT $t_pkey;
ALTER TABLE $t REPLICA IDENTITY FULL;
INSERT INTO $t VALUES (1, 'again'), (1, 'again');
UPDATE $t SET b = 'v' WHERE b = 'w';

# change the primary key
CREATE TABLE $t (a int PRIMARY KEY, b text NOT NULL, c text);
INSERT INTO $t VALUES (1, 'x', 'one'), (2, 'y', 'two'), (3, 'z', 'three');
UPDATE $t SET a = 10 WHERE a = 1;
UPDATE $t SET b = 'yy' WHERE a = 2;
DELETE FROM $t WHERE a = 3;
BEGIN;
ALTER TABLE $t DROP CONSTRAINT $t_pkey;
ALTER TABLE $t ADD CONSTRAINT $t_key2 PRIMARY KEY (b);
COMMIT;
INSERT INTO $t VALUES (2, 'u', 'four');
UPDATE $t SET c = 'TWO' WHERE b = 'yy';
UPDATE $t SET b = 'xx' WHERE b = 'x';
DELETE FROM $t WHERE b = 'u';

# change the order of a key
CREATE TABLE $t (a int, b int, c text, PRIMARY KEY (a, b));
INSERT INTO $t VALUES (1, 2, 'x'), (2, 1, 'y');
BEGIN;
ALTER TABLE $t DROP CONSTRAINT $t_pkey;
ALTER TABLE $t ADD PRIMARY KEY (b, a);
COMMIT;
UPDATE $t SET c = 'z' WHERE a = 1;
DELETE FROM $t WHERE a = 2;

# a key through an index
CREATE TABLE $t (a int NOT NULL, b text);
CREATE UNIQUE INDEX $t_u ON $t (a);
ALTER TABLE $t ADD CONSTRAINT $t_named PRIMARY KEY USING INDEX $t_u;
INSERT INTO $t VALUES (1, 'x');
ALTER TABLE $t RENAME CONSTRAINT $t_named TO $t_other;

# change the replica identity
CREATE TABLE $t (a int NOT NULL, b text, big text);
INSERT INTO $t VALUES (1, 'x', 'big'), (2, 'y', 'big');
ALTER TABLE $t REPLICA IDENTITY FULL;
UPDATE $t SET b = 'w' WHERE a = 1;
CREATE UNIQUE INDEX $t_u ON $t (a);
ALTER TABLE $t REPLICA IDENTITY USING INDEX $t_u;
UPDATE $t SET b = 'v' WHERE a = 2;
UPDATE $t SET a = 3 WHERE a = 2;
ALTER TABLE $t ADD PRIMARY KEY (a);
ALTER TABLE $t REPLICA IDENTITY FULL;
UPDATE $t SET a = 4 WHERE a = 3;
ALTER TABLE $t REPLICA IDENTITY DEFAULT;
DELETE FROM $t WHERE a = 1;

# rename a table
CREATE TABLE $t_old (id int PRIMARY KEY, a text);
CREATE INDEX $t_idx ON $t_old (a);
INSERT INTO $t_old VALUES (1, 'x');
ALTER TABLE $t_old RENAME TO $t_new;
INSERT INTO $t_new VALUES (2, 'y');
CREATE TABLE $t_old (other text);
INSERT INTO $t_old VALUES ('another table');

# swap two tables
CREATE TABLE $t_a (id int PRIMARY KEY, a text);
CREATE TABLE $t_b (id text PRIMARY KEY, n int);
INSERT INTO $t_a VALUES (1, 'x');
INSERT INTO $t_b VALUES ('k', 1);
BEGIN;
ALTER TABLE $t_a RENAME TO $t_swap;
ALTER TABLE $t_b RENAME TO $t_a;
INSERT INTO $t_a VALUES ('l', 2);
ALTER TABLE $t_swap RENAME TO $t_b;
INSERT INTO $t_b VALUES (2, 'y');
COMMIT;

# move a table to another schema
CREATE SCHEMA s_$t;
CREATE TABLE $t (id int PRIMARY KEY, a text);
CREATE INDEX ON $t (a);
INSERT INTO $t VALUES (1, 'x');
ALTER TABLE $t SET SCHEMA s_$t;
INSERT INTO s_$t.$t VALUES (2, 'y');
ALTER SCHEMA s_$t RENAME TO z_$t;
INSERT INTO z_$t.$t VALUES (3, 'z');

# drop a table
CREATE TABLE $t (id int PRIMARY KEY);
INSERT INTO $t VALUES (1);
DROP TABLE $t;

# drop a table with its schema
CREATE SCHEMA s_$t;
CREATE TABLE s_$t.$t (id int PRIMARY KEY);
CREATE TABLE s_$t.other (id int PRIMARY KEY);
INSERT INTO s_$t.$t VALUES (1);
DROP SCHEMA s_$t CASCADE;

# drop a table and make another of its name
CREATE TABLE $t (id int PRIMARY KEY, a text);
INSERT INTO $t VALUES (1, 'x');
BEGIN;
INSERT INTO $t VALUES (2, 'y');
DROP TABLE $t;
CREATE TABLE $t (a text, n int);
INSERT INTO $t VALUES ('new', 1);
COMMIT;
INSERT INTO $t VALUES ('new', 1);

# truncate
CREATE TABLE $t (id int PRIMARY KEY, a text);
CREATE TABLE $t_2 (id int PRIMARY KEY REFERENCES $t);
INSERT INTO $t VALUES (1, 'x');
INSERT INTO $t_2 VALUES (1);
TRUNCATE $t CASCADE;
BEGIN;
INSERT INTO $t VALUES (2, 'y');
TRUNCATE $t, $t_2 RESTART IDENTITY;
INSERT INTO $t VALUES (3, 'z');
COMMIT;

# truncate between changes of the table
CREATE TABLE $t (id int PRIMARY KEY, a text);
INSERT INTO $t VALUES (1, 'x');
BEGIN;
ALTER TABLE $t ADD COLUMN b int DEFAULT 1;
INSERT INTO $t VALUES (2, 'y');
TRUNCATE $t;
INSERT INTO $t VALUES (3, 'z');
ALTER TABLE $t RENAME COLUMN a TO c;
INSERT INTO $t VALUES (4, 'w');
COMMIT;

# create, rename and drop an index
CREATE TABLE $t (id int PRIMARY KEY, a text, b int, "C c" timestamptz);
INSERT INTO $t VALUES (1, 'x', 1, now());
CREATE INDEX $t_a ON $t (a);
CREATE INDEX $t_ba ON $t (b DESC, a);
CREATE UNIQUE INDEX $t_u ON $t (b);
CREATE INDEX "$t_C" ON $t ("C c");
CREATE INDEX $t_cover ON $t (a) INCLUDE (b);
ALTER INDEX $t_a RENAME TO $t_renamed;
DROP INDEX $t_ba;
CREATE INDEX $t_h ON $t USING hash (a);

# indexes that come and go with constraints
CREATE TABLE $t (id int PRIMARY KEY, a text UNIQUE, b int);
ALTER TABLE $t ADD CONSTRAINT $t_b UNIQUE (b);
INSERT INTO $t VALUES (1, 'x', 1);
ALTER TABLE $t DROP CONSTRAINT $t_a_key;
ALTER TABLE $t RENAME CONSTRAINT $t_b TO $t_bb;

# an index built concurrently
CREATE TABLE $t (id int PRIMARY KEY, a text);
INSERT INTO $t VALUES (1, 'x');
CREATE INDEX CONCURRENTLY $t_a ON $t (a);
INSERT INTO $t VALUES (2, 'y');
REINDEX INDEX CONCURRENTLY $t_a;
DROP INDEX CONCURRENTLY $t_a;

# expression and partial indexes
CREATE TABLE $t (id int PRIMARY KEY, a text, b int, gone timestamptz, ok boolean);
INSERT INTO $t VALUES (1, 'x', 1, NULL, true);
CREATE INDEX $t_lower ON $t (lower(a));
CREATE INDEX $t_live ON $t (b) WHERE gone IS NULL;
CREATE INDEX $t_ok ON $t (b) WHERE ok AND b > 10;
CREATE INDEX $t_sum ON $t ((b + 1), a);
CREATE INDEX $t_json ON $t ((a || 'x') COLLATE "C");
CREATE INDEX $t_gone ON $t (a DESC, b) WHERE gone IS NOT NULL;
CREATE UNIQUE INDEX $t_both ON $t (b) WHERE a IS NULL AND ok;
ALTER TABLE $t RENAME COLUMN b TO c;
ALTER TABLE $t RENAME COLUMN gone TO "order by";
INSERT INTO $t VALUES (2, 'y', 2, now(), true);
ALTER TABLE $t ALTER c SET NOT NULL;
UPDATE $t SET "order by" = NULL WHERE id = 2;
DROP INDEX $t_live;
CREATE INDEX $t_later ON $t (c) WHERE "order by" IS NULL;
ALTER TABLE $t DROP COLUMN "order by";

# two indexes swap their names
CREATE TABLE $t (id int PRIMARY KEY, a text, b int);
CREATE INDEX $t_a ON $t (a);
CREATE INDEX $t_b ON $t (b);
BEGIN;
ALTER INDEX $t_a RENAME TO $t_c;
ALTER INDEX $t_b RENAME TO $t_a;
ALTER INDEX $t_c RENAME TO $t_b;
COMMIT;

# tables and indexes of the same name in the mirror
CREATE TABLE $t (id int PRIMARY KEY, a text);
CREATE INDEX s_$t_x ON $t (a);
CREATE INDEX "S_$t_X" ON $t (a);
CREATE SCHEMA s_$t;
CREATE TABLE s_$t.x (id int PRIMARY KEY);
CREATE TABLE s_$t.y (id int PRIMARY KEY);
CREATE INDEX "S_$t_y" ON $t (a);
ALTER TABLE $t RENAME TO $t_y;
DROP INDEX s_$t_x;

# an enum
CREATE TYPE $t_mood AS ENUM ('sad', 'ok');
CREATE TABLE $t (id int PRIMARY KEY, m $t_mood, ms $t_mood[]);
INSERT INTO $t VALUES (1, 'sad', '{sad,ok}'), (2, 'ok', NULL);
ALTER TYPE $t_mood ADD VALUE 'happy';
INSERT INTO $t VALUES (3, 'happy', '{happy}');
ALTER TYPE $t_mood RENAME VALUE 'sad' TO 'blue';
INSERT INTO $t VALUES (4, 'blue', '{blue}');
ALTER TYPE $t_mood RENAME TO $t_feeling;
INSERT INTO $t VALUES (5, 'ok', NULL);

# rename values of an enum in plain columns, a key, an array and a range
CREATE TYPE $t_mood AS ENUM ('sad', 'ok', 'x''y');
CREATE TYPE $t_span AS RANGE (subtype = $t_mood);
CREATE TABLE $t (m $t_mood, n $t_mood, a text, PRIMARY KEY (m, a));
CREATE TABLE $t_many (id int PRIMARY KEY, ms $t_mood[]);
CREATE TABLE $t_spans (id int PRIMARY KEY, s $t_span);
INSERT INTO $t VALUES ('sad', 'ok', 'sad'), ('ok', 'sad', 'ok'), ('x''y', NULL, 'ok');
INSERT INTO $t_many VALUES (1, '{sad,ok}');
INSERT INTO $t_spans VALUES (1, '[sad,ok]');
BEGIN;
INSERT INTO $t VALUES ('sad', 'sad', 'within');
ALTER TYPE $t_mood RENAME VALUE 'sad' TO 'tmp';
ALTER TYPE $t_mood RENAME VALUE 'ok' TO 'sad';
UPDATE $t SET n = 'sad' WHERE a = 'within';
ALTER TYPE $t_mood RENAME VALUE 'tmp' TO 'ok';
ALTER TYPE $t_mood RENAME VALUE 'x''y' TO 'rename to "y"; --';
COMMIT;
INSERT INTO $t VALUES ('ok', 'sad', 'after');

# a column becomes an enum
CREATE TABLE $t (id int PRIMARY KEY, m text);
INSERT INTO $t VALUES (1, 'sad');
BEGIN;
CREATE TYPE $t_mood AS ENUM ('sad', 'ok');
ALTER TABLE $t ALTER COLUMN m TYPE $t_mood USING m::$t_mood;
INSERT INTO $t VALUES (2, 'ok');
COMMIT;

# a domain
CREATE DOMAIN $t_price AS numeric(10,2) CHECK (VALUE >= 0);
CREATE TABLE $t (id int PRIMARY KEY, p $t_price);
INSERT INTO $t VALUES (1, 1.5), (2, 2);
ALTER DOMAIN $t_price SET NOT NULL;
INSERT INTO $t VALUES (3, 3);
ALTER DOMAIN $t_price DROP NOT NULL;
ALTER DOMAIN $t_price SET DEFAULT 7;
ALTER TABLE $t ADD COLUMN q $t_price;
ALTER DOMAIN $t_price RENAME TO $t_cost;
INSERT INTO $t VALUES (4, NULL, 1);

# a composite
CREATE TYPE $t_pair AS (x int, y text);
CREATE TABLE $t (id int PRIMARY KEY, p $t_pair);
INSERT INTO $t VALUES (1, '(1,one)'), (2, NULL);
ALTER TYPE $t_pair ADD ATTRIBUTE z int;
INSERT INTO $t VALUES (3, '(3,three,3)');
ALTER TYPE $t_pair DROP ATTRIBUTE y;
INSERT INTO $t VALUES (4, '(4,4)');

# many changes in one transaction
CREATE TABLE $t (id int PRIMARY KEY, a text, b int);
INSERT INTO $t VALUES (1, 'x', 1), (2, 'y', 2);
BEGIN;
INSERT INTO $t VALUES (3, 'z', 3);
ALTER TABLE $t ADD COLUMN c int DEFAULT 7;
UPDATE $t SET c = 8 WHERE id = 1;
ALTER TABLE $t RENAME COLUMN a TO aa;
INSERT INTO $t VALUES (4, 'w', 4, 4);
ALTER TABLE $t DROP COLUMN b;
CREATE INDEX ON $t (aa);
UPDATE $t SET aa = aa || '!';
ALTER TABLE $t RENAME TO $t_more;
DELETE FROM $t_more WHERE id = 2;
ALTER TABLE $t_more ALTER COLUMN c TYPE text;
INSERT INTO $t_more VALUES (5, 'v', 'c');
COMMIT;

# a rolled back change
CREATE TABLE $t (id int PRIMARY KEY, a text);
INSERT INTO $t VALUES (1, 'x');
BEGIN;
ALTER TABLE $t ADD COLUMN b int;
INSERT INTO $t VALUES (2, 'y', 2);
ALTER TABLE $t RENAME TO $t_never;
ROLLBACK;
INSERT INTO $t VALUES (3, 'z');

# savepoints
CREATE TABLE $t (id int PRIMARY KEY, a text);
INSERT INTO $t VALUES (1, 'x');
BEGIN;
ALTER TABLE $t ADD COLUMN b int DEFAULT 1;
SAVEPOINT one;
ALTER TABLE $t DROP COLUMN a;
INSERT INTO $t VALUES (2, 2);
ROLLBACK TO SAVEPOINT one;
INSERT INTO $t VALUES (3, 'z', 3);
SAVEPOINT two;
ALTER TABLE $t RENAME COLUMN a TO c;
RELEASE SAVEPOINT two;
SAVEPOINT three;
ALTER TABLE $t ALTER COLUMN b TYPE text;
DROP TABLE $t;
ROLLBACK TO SAVEPOINT three;
INSERT INTO $t VALUES (4, 'w', 4);
COMMIT;

# a table made and dropped in one transaction
BEGIN;
CREATE TABLE $t (id int PRIMARY KEY);
INSERT INTO $t VALUES (1);
DROP TABLE $t;
COMMIT;

# a change inside of a function
CREATE TABLE $t (id int PRIMARY KEY, a int);
INSERT INTO $t VALUES (1, 1);
DO $$ BEGIN FOR i IN 1..3 LOOP EXECUTE format('ALTER TABLE $t ADD COLUMN c%s int DEFAULT %s', i, i); EXECUTE 'UPDATE $t SET a = a + 1'; END LOOP; END $$;

# comments and things that are no change
CREATE TABLE $t (id int PRIMARY KEY, a text);
INSERT INTO $t VALUES (1, 'x');
COMMENT ON TABLE $t IS 'said';
COMMENT ON COLUMN $t.a IS 'said too';
ANALYZE $t;
ALTER TABLE $t ADD CONSTRAINT positive CHECK (id > 0);
ALTER TABLE $t SET (fillfactor = 70);
CREATE VIEW $t_view AS SELECT * FROM $t;
CREATE MATERIALIZED VIEW $t_mv AS SELECT * FROM $t;
REFRESH MATERIALIZED VIEW $t_mv;
CREATE TEMPORARY TABLE $t_temp (id int);
CREATE SEQUENCE $t_seq;
CREATE FUNCTION $t_f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.a := NEW.a || 1; RETURN NEW; END';
CREATE TRIGGER $t_tr BEFORE INSERT ON $t FOR EACH ROW EXECUTE FUNCTION $t_f();
INSERT INTO $t VALUES (2, 'y');
DROP MATERIALIZED VIEW $t_mv;
DROP VIEW $t_view;

# foreign keys
CREATE TABLE $t_p (id int PRIMARY KEY);
CREATE TABLE $t (id int PRIMARY KEY, p int REFERENCES $t_p ON DELETE CASCADE);
INSERT INTO $t_p VALUES (1), (2);
INSERT INTO $t VALUES (1, 1), (2, 2);
DELETE FROM $t_p WHERE id = 1;
ALTER TABLE $t DROP CONSTRAINT $t_p_fkey;
DELETE FROM $t_p;

# an unlogged table that becomes logged
CREATE UNLOGGED TABLE $t (id int PRIMARY KEY, a text);
INSERT INTO $t VALUES (1, 'x');
ALTER TABLE $t SET LOGGED;
INSERT INTO $t VALUES (2, 'y');

# big values survive a change
CREATE TABLE $t (id int PRIMARY KEY, a text, big text);
ALTER TABLE $t ALTER COLUMN big SET STORAGE EXTERNAL;
INSERT INTO $t VALUES (1, 'x', repeat('b', 9000));
BEGIN;
ALTER TABLE $t ADD COLUMN c int;
UPDATE $t SET c = 1;
ALTER TABLE $t ALTER COLUMN a SET NOT NULL;
UPDATE $t SET a = 'y';
ALTER TABLE $t RENAME COLUMN big TO bigger;
UPDATE $t SET id = 2;
COMMIT;

# a typed table
CREATE TYPE $t_row AS (id int, a text);
CREATE TABLE $t OF $t_row (PRIMARY KEY (id));
INSERT INTO $t VALUES (1, 'x');
ALTER TYPE $t_row ADD ATTRIBUTE b int CASCADE;
INSERT INTO $t VALUES (2, 'y', 2);
ALTER TYPE $t_row RENAME ATTRIBUTE a TO z CASCADE;
INSERT INTO $t VALUES (3, 'z', 3);

# a partitioned table is altered
CREATE TABLE $t (id int, at date, a text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE $t_old PARTITION OF $t FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE $t_rest PARTITION OF $t DEFAULT;
INSERT INTO $t VALUES (1, '2024-05-01', 'x'), (2, '2025-05-01', 'y');
ALTER TABLE $t ADD COLUMN b int DEFAULT 7;
INSERT INTO $t VALUES (3, '2024-06-01', 'z', 1);
ALTER TABLE $t ALTER COLUMN b TYPE text USING b || '!';
ALTER TABLE $t ADD COLUMN c double precision DEFAULT random();
UPDATE $t SET at = at + 365 WHERE id = 1;
ALTER TABLE $t RENAME COLUMN a TO z;
INSERT INTO $t VALUES (4, '2024-06-01', 'w', '4', 0.5);

# rename a value of an enum in a partitioned table
CREATE TYPE $t_mood AS ENUM ('sad', 'glad');
CREATE TABLE $t (id int PRIMARY KEY, mood $t_mood) PARTITION BY RANGE (id);
CREATE TABLE $t_a PARTITION OF $t FOR VALUES FROM (0) TO (100);
INSERT INTO $t VALUES (1, 'sad'), (2, 'glad');
ALTER TYPE $t_mood RENAME VALUE 'sad' TO 'blue';
INSERT INTO $t VALUES (3, 'blue');

# rename a partitioned table, and move it to another schema, while its partitions stay what they are
CREATE TABLE $t (id int PRIMARY KEY, a text) PARTITION BY RANGE (id);
CREATE TABLE $t_low PARTITION OF $t FOR VALUES FROM (0) TO (100);
CREATE TABLE $t_high PARTITION OF $t FOR VALUES FROM (100) TO (200) PARTITION BY RANGE (id);
CREATE TABLE $t_top PARTITION OF $t_high FOR VALUES FROM (150) TO (200);
INSERT INTO $t VALUES (1, 'low'), (151, 'top');
ALTER TABLE $t RENAME TO $t_card;
INSERT INTO $t_card VALUES (2, 'low'), (152, 'top');
BEGIN;
INSERT INTO $t_card VALUES (3, 'low'), (153, 'top');
CREATE SCHEMA s_$t;
ALTER TABLE $t_card SET SCHEMA s_$t;
INSERT INTO s_$t.$t_card VALUES (4, 'low'), (154, 'top');
COMMIT;
UPDATE s_$t.$t_card SET a = upper(a);
CREATE TABLE $t (id int PRIMARY KEY, b int);
INSERT INTO $t VALUES (1, 1);
DELETE FROM s_$t.$t_card WHERE id < 3;

# attach a table with rows and other column numbers
CREATE TABLE $t (id int PRIMARY KEY, a text, b numeric(8,2)) PARTITION BY RANGE (id);
CREATE TABLE $t_low PARTITION OF $t FOR VALUES FROM (0) TO (100);
INSERT INTO $t VALUES (1, 'low', 1.5);
CREATE TABLE $t_high (gone int, b numeric(8,2), a text, id int PRIMARY KEY);
INSERT INTO $t_high VALUES (0, 2.5, 'high', 100), (0, NULL, NULL, 101);
ALTER TABLE $t_high DROP COLUMN gone;
ALTER TABLE $t ATTACH PARTITION $t_high FOR VALUES FROM (100) TO (200);
INSERT INTO $t VALUES (102, 'later', 3), (2, 'low', 2);
UPDATE $t SET a = a || '!' WHERE id > 1;
DELETE FROM $t_high WHERE id = 100;

# create, fill and attach in one transaction
CREATE TABLE $t (id int PRIMARY KEY, a text) PARTITION BY LIST (id);
BEGIN;
CREATE TABLE $t_one (LIKE $t INCLUDING ALL);
INSERT INTO $t_one VALUES (1, 'before');
ALTER TABLE $t ATTACH PARTITION $t_one FOR VALUES IN (1, 2);
INSERT INTO $t VALUES (2, 'after');
UPDATE $t SET a = a || '!';
COMMIT;

# detach a partition and write to both
CREATE TABLE $t (id int PRIMARY KEY, a text) PARTITION BY RANGE (id);
CREATE TABLE $t_low PARTITION OF $t FOR VALUES FROM (0) TO (100);
CREATE TABLE $t_high PARTITION OF $t FOR VALUES FROM (100) TO (200);
INSERT INTO $t SELECT g * 10, 'row' FROM generate_series(1, 19) g;
ALTER TABLE $t DETACH PARTITION $t_high;
INSERT INTO $t_high VALUES (500, 'free');
UPDATE $t_high SET a = 'changed' WHERE id = 100;
DELETE FROM $t_high WHERE id = 110;
UPDATE $t SET a = 'left' WHERE id = 10;
BEGIN;
DELETE FROM $t_high WHERE id >= 200;
ALTER TABLE $t ATTACH PARTITION $t_high FOR VALUES FROM (100) TO (200);
INSERT INTO $t VALUES (111, 'again');
ALTER TABLE $t DETACH PARTITION $t_high;
UPDATE $t_high SET a = 'twice' WHERE id = 111;
COMMIT;

# detach concurrently
CREATE TABLE $t (id int PRIMARY KEY, a text) PARTITION BY RANGE (id);
CREATE TABLE $t_low PARTITION OF $t FOR VALUES FROM (0) TO (100);
INSERT INTO $t VALUES (1, 'x'), (2, 'y');
ALTER TABLE $t DETACH PARTITION $t_low CONCURRENTLY;
INSERT INTO $t_low VALUES (3, 'z');

# attach and detach without a key, equal rows on both sides
CREATE TABLE $t (n int, a text) PARTITION BY LIST (n);
CREATE TABLE $t_one (n int, a text);
CREATE TABLE $t_rest PARTITION OF $t DEFAULT;
ALTER TABLE $t REPLICA IDENTITY FULL;
ALTER TABLE $t_one REPLICA IDENTITY FULL;
ALTER TABLE $t_rest REPLICA IDENTITY FULL;
INSERT INTO $t VALUES (2, 'x'), (2, 'x'), (NULL, NULL);
INSERT INTO $t_one VALUES (1, 'x'), (1, 'x'), (1, NULL);
ALTER TABLE $t ATTACH PARTITION $t_one FOR VALUES IN (1);
DELETE FROM $t WHERE n = 1 AND a IS NULL;
ALTER TABLE $t DETACH PARTITION $t_rest;
INSERT INTO $t_rest VALUES (1, 'x');
INSERT INTO $t VALUES (1, 'y');

# attach and detach a partitioned partition
CREATE TABLE $t (id int, k int, a text, PRIMARY KEY (id, k)) PARTITION BY RANGE (id);
CREATE TABLE $t_mid (id int, k int, a text, PRIMARY KEY (id, k)) PARTITION BY LIST (k);
CREATE TABLE $t_leaf PARTITION OF $t_mid FOR VALUES IN (1);
CREATE TABLE $t_loose (a text, k int NOT NULL, id int NOT NULL, PRIMARY KEY (id, k));
INSERT INTO $t_mid VALUES (1, 1, 'leaf');
INSERT INTO $t_loose VALUES ('loose', 2, 2);
ALTER TABLE $t ATTACH PARTITION $t_mid FOR VALUES FROM (0) TO (100);
ALTER TABLE $t_mid ATTACH PARTITION $t_loose FOR VALUES IN (2);
INSERT INTO $t VALUES (3, 1, 'root');
ALTER TABLE $t_mid DETACH PARTITION $t_leaf;
UPDATE $t_leaf SET a = 'alone' WHERE id = 1;
ALTER TABLE $t DETACH PARTITION $t_mid;
INSERT INTO $t_mid VALUES (9, 2, 'mid');

# drop a partition
CREATE TABLE $t (id int PRIMARY KEY, a text) PARTITION BY RANGE (id);
CREATE TABLE $t_low PARTITION OF $t FOR VALUES FROM (0) TO (100);
CREATE TABLE $t_rest PARTITION OF $t DEFAULT;
INSERT INTO $t VALUES (1, 'x'), (2, 'y'), (100, 'z');
DROP TABLE $t_low;
INSERT INTO $t VALUES (1, 'again');

# truncate single partitions, those of old and those that come later, and all of them
CREATE TABLE $t (id int PRIMARY KEY, a text) PARTITION BY RANGE (id);
CREATE TABLE $t_low PARTITION OF $t FOR VALUES FROM (0) TO (100);
CREATE TABLE $t_mid PARTITION OF $t FOR VALUES FROM (100) TO (200) PARTITION BY RANGE (id);
CREATE TABLE $t_leaf PARTITION OF $t_mid FOR VALUES FROM (100) TO (150);
SELECT turso_ddl.tell_truncates('$t');
INSERT INTO $t SELECT g * 10, 'row' FROM generate_series(1, 14) g;
BEGIN;
UPDATE $t SET a = 'changed' WHERE id = 10;
INSERT INTO $t_low VALUES (11, 'new');
TRUNCATE $t_low;
INSERT INTO $t VALUES (10, 'again');
COMMIT;
BEGIN;
TRUNCATE $t_low;
ROLLBACK;
TRUNCATE $t_mid;
INSERT INTO $t VALUES (101, 'again');
CREATE TABLE $t_new PARTITION OF $t FOR VALUES FROM (200) TO (300);
CREATE TABLE $t_old (a text, id int PRIMARY KEY);
INSERT INTO $t_old VALUES ('old', 300), ('old', 301);
ALTER TABLE $t ATTACH PARTITION $t_old FOR VALUES FROM (300) TO (400);
INSERT INTO $t VALUES (200, 'x'), (201, 'y'), (302, 'z');
TRUNCATE $t_old;
TRUNCATE $t_new;
INSERT INTO $t VALUES (202, 'again'), (303, 'again');
ALTER TABLE $t DETACH PARTITION $t_new;
TRUNCATE $t_new;
INSERT INTO $t_new VALUES (1, 'free');
DO $$ BEGIN TRUNCATE $t; INSERT INTO $t VALUES (2, 'x'), (102, 'y'); TRUNCATE $t_low, $t_leaf; INSERT INTO $t VALUES (3, 'z'); END $$;
CREATE SCHEMA $t_s CREATE TABLE $t_far PARTITION OF public.$t FOR VALUES FROM (400) TO (500);
INSERT INTO $t VALUES (400, 'far');
TRUNCATE $t_s.$t_far;
BEGIN;
INSERT INTO $t VALUES (304, 'gone');
TRUNCATE $t;
INSERT INTO $t VALUES (1, 'last');
COMMIT;

# truncate a partition of a table without a key, with equal rows elsewhere
CREATE TABLE $t (n int, a text) PARTITION BY LIST (n);
CREATE TABLE $t_one PARTITION OF $t FOR VALUES IN (1);
CREATE TABLE "$t %s %" PARTITION OF $t DEFAULT;
ALTER TABLE $t REPLICA IDENTITY FULL;
ALTER TABLE $t_one REPLICA IDENTITY FULL;
ALTER TABLE "$t %s %" REPLICA IDENTITY FULL;
SELECT turso_ddl.tell_truncates('$t');
INSERT INTO $t VALUES (1, 'x'), (1, 'x'), (1, NULL), (2, 'x'), (NULL, NULL), (NULL, 'x');
TRUNCATE "$t %s %";
INSERT INTO $t VALUES (NULL, 'x');

# drop a partitioned table
CREATE TABLE $t (id int PRIMARY KEY, a text) PARTITION BY RANGE (id);
CREATE TABLE $t_low PARTITION OF $t FOR VALUES FROM (0) TO (100);
INSERT INTO $t VALUES (1, 'x');
DROP TABLE $t;
CREATE TABLE $t (id int PRIMARY KEY, a text);
INSERT INTO $t VALUES (2, 'y');

# a deferrable key
CREATE TABLE $t (id int PRIMARY KEY DEFERRABLE, v text);
ALTER TABLE $t REPLICA IDENTITY FULL;
INSERT INTO $t SELECT g, 'v' || g FROM generate_series(1, 5) g;
UPDATE $t SET id = id + 1;
UPDATE $t SET id = 7 - id WHERE id IN (3, 4);

# a key that becomes deferrable
CREATE TABLE $t (id int, v text, CONSTRAINT $t_key PRIMARY KEY (id));
INSERT INTO $t SELECT g, 'v' || g FROM generate_series(1, 5) g;
ALTER TABLE $t REPLICA IDENTITY FULL;
ALTER TABLE $t DROP CONSTRAINT $t_key, ADD PRIMARY KEY (id) DEFERRABLE INITIALLY DEFERRED;
BEGIN;
INSERT INTO $t VALUES (1, 'twice');
DELETE FROM $t WHERE v = 'v1';
UPDATE $t SET id = id + 1;
COMMIT;

# keys of partitions alone, and full identity
CREATE TABLE $t (id int, v text) PARTITION BY RANGE (id);
CREATE TABLE $t_low PARTITION OF $t FOR VALUES FROM (0) TO (100);
ALTER TABLE $t_low ADD PRIMARY KEY (id);
ALTER TABLE $t_low REPLICA IDENTITY FULL;
INSERT INTO $t VALUES (1, 'a'), (2, 'b'), (3, NULL);
DELETE FROM $t WHERE id = 1;
UPDATE $t SET id = 10 WHERE id = 2;
UPDATE $t SET v = 'c' WHERE id = 3;

# another index as replica identity on the way to another key
CREATE TABLE $t (id int, code int NOT NULL UNIQUE, v text, CONSTRAINT $t_old PRIMARY KEY (id));
INSERT INTO $t VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c');
BEGIN;
ALTER TABLE $t REPLICA IDENTITY USING INDEX $t_code_key;
ALTER TABLE $t DROP CONSTRAINT $t_old;
DELETE FROM $t WHERE id = 1;
COMMIT;
UPDATE $t SET code = 21 WHERE id = 2;

# types that are stored otherwise though their rows are not rewritten
CREATE TABLE $t (id int PRIMARY KEY, at timestamp, zoned timestamptz, net cidr, number int, number2 oid, name varchar(9));
INSERT INTO $t VALUES (1, '2024-01-02 03:04:05', '2024-01-02 03:04:05Z', '10.0.0.1/32', -1, 4294967295, 'x'),
    (2, 'infinity', '-infinity', '10.0.0.0/8', 7, 7, 'y'),
    (3, '0044-03-15 12:00:00 BC', '0044-03-15 12:00:00+00 BC', '::1/128', -2147483648, 2147483648, NULL),
    (4, NULL, NULL, 'fe80::/10', NULL, NULL, NULL);
BEGIN;
SET LOCAL timezone = 'UTC';
ALTER TABLE $t ALTER at TYPE timestamptz;
ALTER TABLE $t ALTER zoned TYPE timestamp;
ALTER TABLE $t ALTER net TYPE inet;
ALTER TABLE $t ALTER number TYPE oid, ALTER number2 TYPE int, ALTER name TYPE text;
COMMIT;
UPDATE $t SET at = at + interval '1 hour' WHERE id = 1;

# a timestamp in the key becomes a timestamptz
CREATE TABLE $t (at timestamp PRIMARY KEY, v text);
INSERT INTO $t VALUES ('2024-01-02 03:04:05', 'a'), ('2024-01-03', 'b');
BEGIN;
SET LOCAL timezone = 'UTC';
ALTER TABLE $t ALTER at TYPE timestamptz;
COMMIT;
UPDATE $t SET v = 'c' WHERE v = 'a';
DELETE FROM $t WHERE v = 'b';

# a column of the rows of a table that changes
CREATE TABLE $t_part (a int, b int);
CREATE TABLE $t (id int PRIMARY KEY, home $t_part, more $t_part[]);
INSERT INTO $t VALUES (1, '(1,2)', '{"(3,4)"}'), (2, NULL, NULL);
ALTER TABLE $t_part ADD COLUMN c int;
UPDATE $t SET home = '(5,6,7)' WHERE id = 2;
ALTER TABLE $t_part DROP COLUMN b;

# drop expression in a block
CREATE TABLE $t (id int PRIMARY KEY, g int GENERATED ALWAYS AS (id * 2) STORED, z text);
INSERT INTO $t VALUES (1), (2);
DO $$ BEGIN EXECUTE 'ALTER TABLE $t ALTER g DROP EXPRESSION'; END $$;
INSERT INTO $t VALUES (3, 4);

# a composite that changes under a comment
CREATE TYPE $t_pair AS (a int);
CREATE TABLE $t (id int PRIMARY KEY, p $t_pair);
INSERT INTO $t VALUES (1, '(1)');
ALTER TYPE $t_pair ADD ATTRIBUTE b int /* owner to x */;

# types that are gone before their rows are read
CREATE TYPE $t_mood AS ENUM ('sad', 'glad');
CREATE TYPE $t_pair AS (a int, b text);
CREATE DOMAIN $t_short AS varchar(9) NOT NULL DEFAULT 'x';
CREATE DOMAIN $t_count AS int NOT NULL CHECK (VALUE > 0);
CREATE DOMAIN $t_bytes AS bytea;
CREATE TABLE $t (id int PRIMARY KEY, mood $t_mood, moods $t_mood[], pair $t_pair, name $t_short, must $t_mood NOT NULL);
INSERT INTO $t VALUES (1, 'sad', '{sad,glad}', '(1,x)', 'a', 'glad'), (2, NULL, NULL, NULL, 'b', 'sad');
ALTER TABLE $t ADD n $t_count DEFAULT 7, ADD b $t_bytes;
UPDATE $t SET mood = 'glad', n = 8, b = '\xff' WHERE id = 1;
DELETE FROM $t WHERE id = 2;
DROP DOMAIN $t_count CASCADE;
DROP DOMAIN $t_bytes CASCADE;
DROP TYPE $t_mood CASCADE;
DROP TYPE $t_pair CASCADE;
DROP DOMAIN $t_short CASCADE;
INSERT INTO $t VALUES (3);

# a table that is gone with its types before its rows are read
CREATE SCHEMA $t_away;
CREATE TYPE $t_away.mood AS ENUM ('sad', 'glad');
CREATE TABLE $t_away.person (id int PRIMARY KEY, mood $t_away.mood);
INSERT INTO $t_away.person VALUES (1, 'sad'), (2, NULL);
UPDATE $t_away.person SET mood = 'glad';
DROP SCHEMA $t_away CASCADE;

# a line break in a name, and a type that is gone before its rows are read
CREATE TYPE $t_mood AS ENUM ('sad', 'glad');
CREATE TABLE "$t
row" (id int PRIMARY KEY, mood $t_mood, price money);
INSERT INTO "$t
row" VALUES (1, 'sad', 1.50), (2, NULL, NULL);
UPDATE "$t
row" SET mood = 'glad', price = 2;
DROP TYPE $t_mood CASCADE;

# a table and a column get the same name in other letters
CREATE TABLE "$t_Menu" (id int PRIMARY KEY, "Name" text);
INSERT INTO "$t_Menu" VALUES (1, 'x');
ALTER TABLE "$t_Menu" RENAME TO $t_menu;
INSERT INTO $t_menu VALUES (2, 'y');
ALTER TABLE $t_menu RENAME "Name" TO name;
CREATE INDEX $t_by_name ON $t_menu (name);
ALTER TABLE $t_menu RENAME TO "$t_MENU";
UPDATE "$t_MENU" SET name = 'z' WHERE id = 1;

# a key of a partitioned table that holds once its partitions have it
BEGIN;
CREATE TABLE $t (id int NOT NULL, k int NOT NULL, v text) PARTITION BY RANGE (id);
CREATE TABLE $t_low PARTITION OF $t FOR VALUES FROM (0) TO (100);
CREATE TABLE $t_mid PARTITION OF $t FOR VALUES FROM (100) TO (200) PARTITION BY LIST (k);
CREATE TABLE $t_leaf PARTITION OF $t_mid FOR VALUES IN (1);
ALTER TABLE $t_low REPLICA IDENTITY FULL;
ALTER TABLE $t_leaf REPLICA IDENTITY FULL;
INSERT INTO $t VALUES (1, 1, 'a'), (100, 1, 'b');
COMMIT;
ALTER TABLE ONLY $t ADD CONSTRAINT $t_key PRIMARY KEY (id, k);
INSERT INTO $t VALUES (1, 1, 'A'), (100, 1, 'B'), (2, 1, 'c');
BEGIN;
ALTER TABLE ONLY $t_mid ADD CONSTRAINT $t_mid_key PRIMARY KEY (id, k);
DELETE FROM $t WHERE v = 'B';
ALTER TABLE $t_leaf ADD CONSTRAINT $t_leaf_key PRIMARY KEY (id, k);
COMMIT;
INSERT INTO $t VALUES (101, 1, 'd'), (1, 1, 'again');
DELETE FROM $t WHERE id < 100 AND v <> 'a';
ALTER TABLE $t_low ADD CONSTRAINT $t_low_key PRIMARY KEY (id, k);
ALTER INDEX $t_key ATTACH PARTITION $t_low_key;
ALTER INDEX $t_key ATTACH PARTITION $t_mid_key;
ALTER INDEX $t_mid_key ATTACH PARTITION $t_leaf_key;
INSERT INTO $t VALUES (2, 1, 'b');
UPDATE $t SET v = v || '!' WHERE id IN (1, 100);
DELETE FROM $t WHERE id = 2;

# an index of a partitioned table that holds once its partitions have it
CREATE TABLE $t (id int, k int, v text, PRIMARY KEY (id, k)) PARTITION BY RANGE (id);
CREATE TABLE $t_mid PARTITION OF $t FOR VALUES FROM (0) TO (100) PARTITION BY LIST (k);
CREATE TABLE $t_leaf PARTITION OF $t_mid FOR VALUES IN (1);
CREATE INDEX $t_v ON ONLY $t (v);
CREATE INDEX $t_mid_v ON ONLY $t_mid (v);
CREATE INDEX CONCURRENTLY $t_leaf_v ON $t_leaf (v);
ALTER INDEX $t_v ATTACH PARTITION $t_mid_v;
ALTER INDEX $t_mid_v ATTACH PARTITION $t_leaf_v;
INSERT INTO $t VALUES (1, 1, 'x');

# the index of a replica identity is dropped
BEGIN;
CREATE TABLE $t (id int, code int NOT NULL, v text);
CREATE UNIQUE INDEX $t_u ON $t (code);
ALTER TABLE $t REPLICA IDENTITY USING INDEX $t_u;
CREATE TABLE $t_later (code int NOT NULL, v text);
CREATE UNIQUE INDEX $t_later_u ON $t_later (code);
ALTER TABLE $t_later REPLICA IDENTITY USING INDEX $t_later_u;
CREATE TABLE $t_whole (id int NOT NULL, code int NOT NULL, v text) PARTITION BY RANGE (id);
CREATE TABLE $t_part PARTITION OF $t_whole FOR VALUES FROM (0) TO (100);
CREATE UNIQUE INDEX $t_whole_u ON $t_whole (id, code);
ALTER TABLE $t_whole REPLICA IDENTITY USING INDEX $t_whole_u;
ALTER TABLE $t_part REPLICA IDENTITY USING INDEX $t_part_id_code_idx;
INSERT INTO $t VALUES (1, 10, 'a'), (2, 20, 'b');
INSERT INTO $t_later VALUES (10, 'a');
INSERT INTO $t_whole VALUES (1, 10, 'a');
COMMIT;
UPDATE $t SET v = 'c' WHERE code = 10;
DROP INDEX $t_u;
DROP INDEX CONCURRENTLY $t_later_u;
DROP INDEX $t_whole_u;
INSERT INTO $t VALUES (3, 10, 'd');
INSERT INTO $t_later VALUES (10, 'd');
INSERT INTO $t_whole VALUES (1, 10, 'd');
BEGIN;
ALTER TABLE $t REPLICA IDENTITY FULL;
ALTER TABLE $t_later REPLICA IDENTITY FULL;
ALTER TABLE $t_part REPLICA IDENTITY FULL;
ALTER TABLE $t_whole REPLICA IDENTITY FULL;
COMMIT;
UPDATE $t SET v = 'e' WHERE id = 3;

# the index of a replica identity goes with what it sorts by
CREATE COLLATION $t_letters (provider = icu, locale = 'en');
CREATE TABLE $t (id int, code text COLLATE "C" NOT NULL);
CREATE UNIQUE INDEX $t_u ON $t (code COLLATE $t_letters);
ALTER TABLE $t REPLICA IDENTITY USING INDEX $t_u;
INSERT INTO $t VALUES (1, 'x');
DROP COLLATION $t_letters CASCADE;
INSERT INTO $t VALUES (2, 'x');
ALTER TABLE $t REPLICA IDENTITY FULL;

# a composite loses an attribute with its type
BEGIN;
CREATE TYPE $t_mood AS ENUM ('sad', 'glad');
CREATE DOMAIN $t_short AS varchar(9);
CREATE SCHEMA s_$t;
CREATE TYPE s_$t.kind AS ENUM ('x');
CREATE TYPE $t_pair AS (a int, m $t_mood, s $t_short, k s_$t.kind);
CREATE TYPE $t_wrap AS (p $t_pair, n int);
COMMIT;
CREATE TABLE $t (id int PRIMARY KEY, p $t_pair, ps $t_pair[], w $t_wrap);
INSERT INTO $t VALUES (1, '(1,sad,x,x)', '{"(2,glad,y,x)"}', '("(3,sad,z,x)",4)'), (2, NULL, NULL, NULL);
DROP TYPE $t_mood CASCADE;
INSERT INTO $t VALUES (3, '(1,x,x)', NULL, NULL);
DROP DOMAIN $t_short CASCADE;
DROP SCHEMA s_$t CASCADE;

# a null in a column of a domain that is not null
CREATE DOMAIN $t_must AS int NOT NULL;
CREATE DOMAIN $t_over AS $t_must;
CREATE DOMAIN $t_free AS text;
CREATE TABLE $t (id int PRIMARY KEY, a $t_must, b $t_over, c $t_free, d $t_must NOT NULL);
INSERT INTO $t VALUES (1, 1, 1, 'x', 1);
INSERT INTO $t VALUES (2, (SELECT a FROM $t WHERE false), (SELECT b FROM $t WHERE false), NULL, 2);
UPDATE $t SET c = 'y';
ALTER DOMAIN $t_free SET NOT NULL;
INSERT INTO $t VALUES (3, 3, 3, (SELECT c FROM $t WHERE false), 3);
DELETE FROM $t WHERE id = 2;

# partitioned tables go with a function, a domain or an operator class of their keys
BEGIN;
CREATE FUNCTION $t_f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE DOMAIN $t_d AS text;
CREATE OPERATOR CLASS $t_ops FOR TYPE int USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=,
    OPERATOR 5 >, FUNCTION 1 btint4cmp(int, int);
CREATE TABLE $t (id int, v text) PARTITION BY LIST (id);
CREATE TABLE $t_one PARTITION OF $t FOR VALUES IN (1) PARTITION BY RANGE ($t_f(id));
CREATE TABLE $t_one_all PARTITION OF $t_one FOR VALUES FROM (0) TO (100);
CREATE TABLE $t_two PARTITION OF $t FOR VALUES IN (2) PARTITION BY RANGE (id $t_ops);
CREATE TABLE $t_two_all PARTITION OF $t_two FOR VALUES FROM (0) TO (100);
CREATE TABLE $t_three PARTITION OF $t FOR VALUES IN (3) PARTITION BY RANGE (((id + 0)));
CREATE TABLE $t_three_all PARTITION OF $t_three DEFAULT;
CREATE TABLE $t_alone (k $t_d, v text) PARTITION BY RANGE (k);
CREATE TABLE $t_alone_all PARTITION OF $t_alone DEFAULT;
INSERT INTO $t VALUES (1, 'a'), (2, 'b'), (3, 'c');
COMMIT;
DROP FUNCTION $t_f CASCADE;
INSERT INTO $t VALUES (3, 'd');
DROP OPERATOR FAMILY $t_ops USING btree CASCADE;
INSERT INTO $t VALUES (3, 'e');
DROP DOMAIN $t_d CASCADE;
INSERT INTO $t VALUES (3, 'f');
