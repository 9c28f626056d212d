package io.debezium.server.turso;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Event triggers of the user's, which change tables at every schema change. */
@ExtendWith(Bench.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OtherEventTriggersIT {
    private static final String[] TABLES = {
        "CREATE TABLE audit (n int PRIMARY KEY)",
        """
        CREATE FUNCTION audit() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
            IF coalesce(current_setting('audit.busy', true), '') = '' THEN
                PERFORM set_config('audit.busy', 'yes', true);
                ALTER TABLE audit SET (fillfactor = 90);
                PERFORM set_config('audit.busy', '', true);
            END IF;
        END $$""",
        "CREATE EVENT TRIGGER audit_end ON ddl_command_end EXECUTE FUNCTION audit()",
        "CREATE EVENT TRIGGER audit_drop ON sql_drop EXECUTE FUNCTION audit()",
        "CREATE TABLE log (id int PRIMARY KEY, v text) PARTITION BY RANGE (id)",
        "CREATE TABLE low PARTITION OF log FOR VALUES FROM (0) TO (100)",
        "CREATE TABLE high (id int PRIMARY KEY, v text)",
        "CREATE TABLE twice (id int PRIMARY KEY, g int GENERATED ALWAYS AS (id * 2) STORED, z int)",
        "INSERT INTO log VALUES (1, 'low')",
        "INSERT INTO high VALUES (101, 'high')",
        "INSERT INTO twice VALUES (1), (2)"
    };

    @Test
    void takeNothingFromWhatTheSinksOwnTell(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.run(List.of("ALTER TABLE log ATTACH PARTITION high FOR VALUES FROM (100) TO (200)"));
            mirror.assertMirrors();
            mirror.run(List.of(
                    "ALTER TABLE log RENAME TO book",
                    "INSERT INTO book VALUES (2, 'renamed')",
                    "ALTER TABLE twice ALTER g DROP EXPRESSION"));
            mirror.assertMirrors();
            mirror.run(List.of("DROP TABLE low", "ALTER TABLE book DETACH PARTITION high"));
            mirror.assertMirrors();
        }
    }

    /** The sink's fails at what one of them changes, and then sees another change of the same one. */
    @Test
    void norDoTheirChangesOfWhichItCouldNotTell(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.await();
            mirror.run(List.of(
                    "ALTER FUNCTION turso_ddl.definition(oid) RENAME TO defined",
                    """
                    CREATE FUNCTION turso_ddl.definition(relation oid) RETURNS jsonb LANGUAGE plpgsql AS $$ BEGIN
                        IF relation = 'public.audit'::regclass THEN
                            RAISE EXCEPTION 'out of order';
                        END IF;
                        RETURN turso_ddl.defined(relation);
                    END $$""",
                    """
                    CREATE OR REPLACE FUNCTION audit() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
                        IF coalesce(current_setting('audit.busy', true), '') = '' THEN
                            PERFORM set_config('audit.busy', 'yes', true);
                            ALTER TABLE audit SET (fillfactor = 90);
                            ALTER TABLE audit SET (fillfactor = 80);
                            PERFORM set_config('audit.busy', '', true);
                        END IF;
                    END $$""",
                    "ALTER TABLE log ATTACH PARTITION high FOR VALUES FROM (100) TO (200)"));
            mirror.assertMirrors();
        }
    }
}
