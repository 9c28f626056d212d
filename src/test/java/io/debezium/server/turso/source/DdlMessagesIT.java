package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.List;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.DroppingIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the event triggers write into the WAL: what the mirror needs, and no more with each partition. */
@ExtendWith(Bench.class)
class DdlMessagesIT {
    private static final String[] TABLES = {
        "CREATE TYPE mood AS ENUM ('sad', 'glad')",
        "CREATE TABLE log (id int PRIMARY KEY, v text, moods mood[], w money)" + " PARTITION BY RANGE (id)",
        "CREATE TABLE low PARTITION OF log FOR VALUES FROM (0) TO (10)",
        "CREATE TABLE mid PARTITION OF log FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (id)",
        "CREATE TABLE deep PARTITION OF mid FOR VALUES FROM (10) TO (20)",
        "CREATE TABLE top PARTITION OF log FOR VALUES FROM (20) TO (30)",
        "CREATE TABLE far (LIKE log INCLUDING ALL)",
        "CREATE INDEX far_pkey_too ON far (id)",
        "INSERT INTO log VALUES (1, '1'), (11, '2')",
        "INSERT INTO far VALUES (31, '3')"
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE log ADD COLUMN x int DEFAULT 5 | table log",
                "ALTER TABLE log RENAME COLUMN v TO x | table log",
                "ALTER TABLE log DROP COLUMN v | table log",
                "COMMENT ON TABLE log IS 'x' | table log",
                "CREATE INDEX by_v ON log (v) | table log",
                "ALTER TABLE log RENAME TO book | table book",
                "ALTER TABLE log ALTER v TYPE int USING 7 | table log, rows log",
                "ALTER TYPE mood RENAME VALUE 'sad' TO 'low' | table log, rows log, table far, rows far",
                "ALTER TABLE log ATTACH PARTITION far FOR VALUES FROM (30) TO (40) | table log, table far, rows log",
                "ALTER TABLE log DETACH PARTITION mid | table log, rows log, table mid",
                "ALTER TABLE low ALTER v SET NOT NULL | table log, table low",
                "CREATE TABLE more PARTITION OF log DEFAULT | table more",
                "DROP TABLE top | drop top top_pkey, table log, rows log",
                "DROP TABLE log | drop deep deep_pkey log log_pkey low low_pkey mid mid_pkey top top_pkey",
                "DROP INDEX far_pkey_too | drop far_pkey_too",
                "ALTER PUBLICATION turso ADD TABLE far | publications"
            })
    void ofATableThatArrivesAsOneItsPartitionsAreNotTold(String command, String told, Database database)
            throws Exception {
        capture(database, "FOR TABLE log WITH (publish_via_partition_root = true)");
        database.execute("CREATE PUBLICATION others FOR TABLE far");
        if (command.startsWith("ALTER PUBLICATION")) {
            database.execute("DROP PUBLICATION others");
        }
        assertThat(String.join(", ", told(database, command.replace("turso", database.name()))))
                .isEqualTo(told);
    }

    @Test
    void partitionsThatArriveByThemselvesAre(Database database) throws Exception {
        capture(database, "FOR TABLE far");
        assertThat(told(database, "ALTER TABLE log ADD COLUMN x int")).containsExactly("table log");
        assertThat(told(database, "ALTER PUBLICATION " + database.name() + " ADD TABLE mid"))
                .containsExactly("publications", "table deep");
        assertThat(told(database, "ALTER TABLE log RENAME COLUMN x TO y"))
                .containsExactlyInAnyOrder("table log", "table deep");
        assertThat(told(database, "CREATE PUBLICATION more FOR TABLE log"))
                .containsExactlyInAnyOrder("table low", "table deep", "table top");
        assertThat(told(database, "ALTER TABLE log DROP COLUMN y"))
                .containsExactlyInAnyOrder("table log", "table low", "table deep", "table top");
    }

    @Test
    void whatIsPublishedByItselfOnceItsTableLeftIsTold(Database database) throws Exception {
        capture(database, "FOR TABLE log, deep WITH (publish_via_partition_root = true)");
        assertThat(told(database, "ALTER TABLE log ADD COLUMN x int")).containsExactly("table log");
        assertThat(told(database, "ALTER TABLE log DETACH PARTITION mid"))
                .containsExactly("table log", "rows log", "table mid", "table deep", "rows deep");
    }

    @Test
    void tablesThatInheritAreTold(Database database) throws Exception {
        database.execute("CREATE TABLE parent (id int)", "CREATE TABLE child () INHERITS (parent)");
        capture(database, "FOR ALL TABLES WITH (publish_via_partition_root = true)");
        assertThat(told(database, "ALTER TABLE parent ADD COLUMN x int"))
                .containsExactlyInAnyOrder("table parent", "table child");
    }

    /** A trigger of the user's that hears also of what the sink's run to have names renewed. */
    @Test
    void whatAnotherTriggerChangesMeanwhileIsTold(Database database) throws Exception {
        database.execute("CREATE TABLE audit (c0 int)", """
                CREATE FUNCTION audit() RETURNS event_trigger LANGUAGE plpgsql SET search_path = public AS $$ BEGIN
                    IF coalesce(current_setting('audit.busy', true), '') = '' THEN
                        PERFORM set_config('audit.busy', 'yes', true);
                        EXECUTE format('ALTER TABLE audit ADD COLUMN c%s int', (SELECT count(*) FROM pg_attribute
                            WHERE attrelid = 'audit'::regclass AND attnum > 0));
                        CREATE TABLE IF NOT EXISTS heard (n int);
                        PERFORM set_config('audit.busy', '', true);
                    END IF;
                END $$""");
        capture(database, "FOR ALL TABLES WITH (publish_via_partition_root = true)");
        database.execute(
                "CREATE EVENT TRIGGER zeal ON ddl_command_end WHEN tag IN ('ALTER TABLE') EXECUTE FUNCTION audit()",
                "ALTER EVENT TRIGGER zeal ENABLE ALWAYS");
        List<String> told = told(database, "ALTER TABLE log RENAME TO book");
        long changes = (long) database.query(
                        "SELECT count(*) - 1 FROM pg_attribute WHERE attrelid = 'audit'::regclass" + " AND attnum > 0")
                .getFirst()
                .getFirst();
        assertThat(changes).isGreaterThan(1);
        assertThat(told).filteredOn("table audit"::equals).hasSize((int) changes);
        assertThat(told).filteredOn(event -> !event.equals("table audit")).containsOnly("table book", "table heard");
    }

    @Test
    void rowsAreSentWhereAnIdentityGoesConcurrentlyAlone(Database database) throws Exception {
        String[] identity = {
            "CREATE UNIQUE INDEX by_n ON lone (n)", "ALTER TABLE lone REPLICA IDENTITY USING INDEX by_n",
        };
        database.execute("CREATE TABLE lone (n int NOT NULL)", "INSERT INTO lone VALUES (1)");
        database.execute(identity);
        capture(database, "FOR ALL TABLES");
        assertThat(told(database, "DROP INDEX by_n")).containsExactly("drop by_n", "table lone");
        database.execute(identity);
        assertThat(told(database, "DROP INDEX CONCURRENTLY by_n"))
                .containsExactly("drop by_n", "table lone", "rows lone");
        database.execute("CREATE INDEX other ON lone (n)");
        assertThat(told(database, "DROP INDEX CONCURRENTLY other")).containsExactly("drop other");
        database.execute("CREATE INDEX other ON far (v)");
        assertThat(told(database, "BEGIN; ALTER TABLE lone SET (fillfactor = 90); DROP INDEX other; COMMIT"))
                .containsExactly("table lone", "drop other");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMMENT ON TABLE lone IS 'x' | table lone, rows lone
            ALTER TABLE lone REPLICA IDENTITY FULL | table lone, rows lone
            CREATE INDEX other ON lone (n) | table lone, rows lone
            ALTER INDEX by_n RENAME TO by_m | table lone, rows lone
            ALTER INDEX by_n SET (fillfactor = 70) | table lone, rows lone
            DROP INDEX by_n | drop by_n, table lone, rows lone
            DROP INDEX CONCURRENTLY by_n | drop by_n, table lone, rows lone
            """)
    void rowsAreSentOnceWhereADropOfAnIdentityWasCancelled(String command, String told, Database database)
            throws Exception {
        database.execute(
                "CREATE TABLE lone (n int NOT NULL)",
                "CREATE UNIQUE INDEX by_n ON lone (n)",
                "ALTER TABLE lone REPLICA IDENTITY USING INDEX by_n",
                "INSERT INTO lone VALUES (1)");
        capture(database, "FOR ALL TABLES");
        try (DroppingIndex dropping = DroppingIndex.untilDead(database, "by_n", "lone")) {
            dropping.cancel();
        }
        database.execute("INSERT INTO lone VALUES (1)");
        assertThat(String.join(", ", told(database, command))).isEqualTo(told);
        assertThat(told(database, "ALTER TABLE lone SET (fillfactor = 90)")).containsExactly("table lone");
        assertThat(told(database, "DROP INDEX IF EXISTS by_n")).doesNotContain("rows lone");
    }

    @Test
    void aPartitionOfAPartitionThatArrivesByItselfTakesItsRowsAlong(Database database) throws Exception {
        capture(database, "FOR TABLE mid WITH (publish_via_partition_root = true)");
        database.execute("SELECT turso_ddl.tell_truncates('log')");
        assertThat(told(database, "TRUNCATE low")).isEmpty();
        assertThat(told(database, "TRUNCATE deep")).containsExactly("table mid", "rows mid");
        assertThat(told(database, "DO 'BEGIN TRUNCATE log; INSERT INTO log VALUES (11); TRUNCATE deep; END'"))
                .containsExactly("table mid", "rows mid");
        database.execute("INSERT INTO log VALUES (11)");
        assertThat(told(database, "ALTER TABLE mid DETACH PARTITION deep"))
                .containsExactly("table log", "table mid", "rows mid", "table deep");
        assertThat(told(database, "ALTER TABLE mid ATTACH PARTITION deep FOR VALUES FROM (10) TO (15)"))
                .containsExactly("table log", "table mid", "table deep", "rows mid");
        database.execute("CREATE TABLE deeper PARTITION OF mid DEFAULT", "INSERT INTO log VALUES (16)");
        assertThat(told(database, "DROP TABLE deep"))
                .containsExactlyInAnyOrder("drop deep deep_pkey", "table log", "table mid", "rows mid");
    }

    /** As a restore by pg_restore --disable-triggers does to all triggers of a table. */
    @Test
    void whoEnablesAllTriggersHasTruncatesTold(Database database) throws Exception {
        capture(database, "FOR TABLE log WITH (publish_via_partition_root = true)");
        database.execute(
                "SELECT turso_ddl.tell_truncates('log')",
                "ALTER TABLE low DISABLE TRIGGER ALL; ALTER TABLE deep DISABLE TRIGGER ALL",
                "CREATE TABLE more PARTITION OF log DEFAULT",
                "ALTER TABLE low ENABLE TRIGGER ALL");
        assertThat(told(database, "TRUNCATE deep")).isEmpty();
        assertThat(told(database, "SET session_replication_role = replica; TRUNCATE low; RESET ALL"))
                .containsExactly("table log", "rows log");
        database.execute("INSERT INTO log VALUES (11)", "SELECT turso_ddl.tell_truncates('log')");
        assertThat(told(database, "TRUNCATE deep")).containsExactly("table log", "rows log");
    }

    /** A trigger of the user's whose first command the sink's fail to hear begin. */
    @Test
    void whatWasNotedBeforeACommandStaysWhereOneWithinItFails(Database database) throws Exception {
        database.execute("CREATE TABLE audit (c int)", """
                CREATE FUNCTION audit() RETURNS event_trigger LANGUAGE plpgsql SET search_path = public AS $$ BEGIN
                    IF coalesce(current_setting('audit.busy', true), '') = '' THEN
                        PERFORM set_config('audit.busy', 'yes', true);
                        ALTER FUNCTION turso_ddl.types() RENAME TO lost;
                        ALTER TABLE audit SET (fillfactor = 90);
                        ALTER FUNCTION turso_ddl.lost() RENAME TO types;
                        ALTER TABLE audit SET (fillfactor = 80);
                        PERFORM set_config('audit.busy', '', true);
                    END IF;
                END $$""");
        capture(database, "FOR TABLE log WITH (publish_via_partition_root = true)");
        database.execute(
                "CREATE EVENT TRIGGER at_first ON sql_drop WHEN tag IN ('DROP TABLE') EXECUTE FUNCTION audit()");
        assertThat(told(database, "DROP TABLE top"))
                .filteredOn(event -> !event.startsWith("error ALTER TABLE: "))
                .containsExactly("table audit", "drop top top_pkey", "table log", "rows log");
    }

    private static void capture(Database database, String publication) throws Exception {
        database.execute(TABLES);
        database.execute("CREATE PUBLICATION " + database.name() + " " + publication);
        try (SourceDatabase source = SourceDatabases.open(database)) {
            DdlCapture.prepare(source);
        }
        database.execute("SELECT pg_create_logical_replication_slot('" + database.name() + "', 'pgoutput')");
    }

    /** The events of a command, in order, with the names of their tables; those of rows with the name of before. */
    private static List<String> told(Database database, String command) throws SQLException {
        String slot = database.name();
        String changes = "pg_logical_slot_get_binary_changes('" + slot + "', NULL, NULL, 'proto_version', '1',"
                + " 'publication_names', '" + slot + "', 'messages', 'true')";
        database.query("SELECT count(*) FROM " + changes);
        database.execute(command);
        return database
                .query("SELECT concat_ws(' ', m ->> 'event', coalesce(m ->> 'name', m ->> 'message',"
                        + " (SELECT string_agg(gone ->> 'name', ' ' ORDER BY gone ->> 'name')"
                        + " FROM jsonb_array_elements((m -> 'tables') || (m -> 'indexes')) gone),"
                        + " (m ->> 'oid')::oid::regclass::text)) FROM " + changes + ", LATERAL (SELECT"
                        // Type, flags, LSN, prefix and length; then the proof. An empty message follows each.
                        + " convert_from(substr(data, 89), 'UTF8')::jsonb AS m WHERE get_byte(data, 0) = ascii('M')"
                        + " AND length(data) > 88) message")
                .stream()
                .map(row -> (String) row.getFirst())
                .toList();
    }
}
