package io.debezium.server.turso.config;

import java.util.Optional;

import io.debezium.server.turso.config.ValueKind.Amount;
import io.debezium.server.turso.config.ValueKind.Flag;
import io.debezium.server.turso.config.ValueKind.Text;
import io.debezium.server.turso.table.DropPolicy;
import io.debezium.server.turso.table.SchemaEvolution;
import io.debezium.server.turso.type.NumericMode;
import org.jspecify.annotations.Nullable;

/** The options of the sink: the only list of them. */
public enum SinkProperty {
    /** Where the database is. */
    URL(
            "url",
            new Text(),
            null,
            "The database: `libsql://…` (HTTPS; HTTP with `?tls=0` and a port), `https://…` or `http://…`. Required."),
    /** The token itself. */
    AUTH_TOKEN(
            "auth.token",
            new Text(),
            null,
            "The database token. Without it `auth.token.file`, the environment variable `TURSO_AUTH_TOKEN` and `?authToken=` in `url` are looked at, in this order."),
    /** The token in a file. */
    AUTH_TOKEN_FILE(
            "auth.token.file",
            new Text(),
            null,
            "A file that holds the token. It is read again whenever the token is refused, so a token can be changed without a restart."),
    /** Whom to trust. */
    TLS_CA_FILE(
            "tls.ca.file",
            new Text(),
            null,
            "A PEM file with the certificates to trust instead of the JVM's authorities. The host name is always verified."),
    /** What the sink shows of itself. */
    TLS_CERTIFICATE_FILE(
            "tls.certificate.file",
            new Text(),
            null,
            "A PEM file with the certificate that the sink shows where the server asks for one (mutual TLS), and its chain."),
    /** Its key. */
    TLS_KEY_FILE(
            "tls.key.file", new Text(), null, "A PEM file with the private key of that certificate, not encrypted."),
    /** Target table names. */
    COLLECTION_NAME_FORMAT(
            "collection.name.format",
            new Text(),
            null,
            "Names of the target tables, from `${schema}`, `${table}`, `${topic}` and `${database}`. By default `${table}` for the schema `public` and `${schema}_${table}` for others."),
    /** How far schema changes are followed. */
    SCHEMA_EVOLUTION(
            "schema.evolution",
            ValueKind.choice(SchemaEvolution.class),
            "full",
            "Which schema changes are applied: all (`full`), only those that drop and rewrite nothing (`additive`), or none: then a change stops the sink."),
    /** Whether schema changes are captured in the source. */
    DDL_CAPTURE(
            "ddl.capture",
            ValueKind.choice(CaptureMode.class),
            "auto",
            "Whether the sink sets up event triggers in Postgres (schema `turso_ddl`) that write each schema change into the WAL, so that it arrives exactly and in order: where the user may (`auto`), or never (`off`)."),
    /** What becomes of dropped tables. */
    TABLE_DROP(
            "table.drop",
            ValueKind.choice(DropPolicy.class),
            "drop",
            "What becomes of a table in the target when it is dropped in the source: it is dropped too (`drop`), stays as it was (`keep`), or is renamed to `<name>_dropped_<oid>` (`rename`; one of that name was the same table earlier, and goes)."),
    /** How numerics are stored. */
    NUMERIC_MODE(
            "numeric.mode",
            ValueKind.choice(NumericMode.class),
            "exact",
            "How `numeric` columns are stored: as numbers where every digit survives, else as text (`exact`); always as `text`; always as floating point (`real`, lossy)."),
    /** Whether truncates are applied. */
    TRUNCATE_ENABLED(
            "truncate.enabled", new Flag(), "true", "Whether TRUNCATE in the source empties the target table."),
    /** Whether deletes are applied. */
    DELETE_ENABLED(
            "delete.enabled",
            new Flag(),
            "true",
            "Whether rows deleted in the source are deleted in the target. Those that stay go when their table is rewritten in"
                    + " the source, or one of its partitions dropped."),
    /** Asks for a new snapshot. */
    SNAPSHOT_AGAIN(
            "snapshot.again",
            new Text(),
            null,
            "Any word, such as a date. A word that the mirror has not had yet makes the next start take a new snapshot, once; its tables replace those of the mirror all at once when it is complete."),
    /** How many changes one transaction groups. */
    BATCH_MAX_ROWS(
            "batch.max.rows",
            new Amount("rows", 1, 10_000_000),
            "10000",
            "Source transactions are grouped into one target transaction up to this many row changes. A larger one is not split."),
    /** How many bytes one transaction groups. */
    BATCH_MAX_BYTES("batch.max.bytes", new Amount("bytes", 65_536, 1L << 30), "8388608", "The same bound, by size."),
    /** How much of one source transaction is held here. */
    TRANSACTION_MEMORY_BYTES(
            "transaction.memory.bytes",
            new Amount("bytes", 65_536, 1L << 30),
            "16777216",
            "About how much of one source transaction is kept in memory. A larger one is staged in Turso bit by bit (`_cdc_staged`) and applied from there at its end, still in one transaction."),
    /** How large one statement's parameter may be. */
    STATEMENT_MAX_BYTES(
            "statement.max.bytes",
            new Amount("bytes", 4_096, 4_900_000),
            "1048576",
            "How many bytes of rows go into one statement. Turso refuses 5 MB and more; a single larger row still goes alone."),
    /** How long connecting may take. */
    CONNECT_TIMEOUT_MS(
            "connect.timeout.ms", new Amount("milliseconds", 1, 3_600_000), "10000", "How long connecting may take."),
    /** How long a request may take. */
    REQUEST_TIMEOUT_MS(
            "request.timeout.ms",
            new Amount("milliseconds", 1, 3_600_000),
            "60000",
            "How long the answer to one request may take. After it the outcome is unknown, and is found out before anything is repeated."),
    /** The first pause before a retry. */
    RETRY_INITIAL_MS(
            "retry.initial.ms",
            new Amount("milliseconds", 1, 3_600_000),
            "100",
            "The pause before the first retry; it doubles with each one, with jitter."),
    /** The longest pause before a retry. */
    RETRY_MAX_MS(
            "retry.max.ms",
            new Amount("milliseconds", 1, 3_600_000),
            "30000",
            "The longest pause between retries, of which there is no limit."),
    /** From how much WAL on to warn. */
    WAL_WARN_BYTES(
            "wal.warn.bytes",
            new Amount("bytes", 1, Long.MAX_VALUE),
            "1073741824",
            "How much WAL Postgres may keep for the mirror before a line in the log warns of it."),
    /** What to do about a refusal. */
    RETRY_FATAL(
            "retry.fatal",
            ValueKind.choice(RefusalPolicy.class),
            "wait",
            "What to do when Turso refuses for a reason that only you can mend (token, rights, missing database, quota): try again every `retry.max.ms` and say so (`wait`), or end the server (`stop`)."),
    /** What to do about a row that cannot be applied. */
    ERROR_MODE(
            "error.mode",
            ValueKind.choice(ErrorMode.class),
            "stop",
            "What to do about a row that cannot be mapped, or that Turso rejects (constraint, size): end the server (`stop`), or set that row aside in `_cdc_dead_letters` and apply the rest of its transaction (`dead-letter`)."),
    /** How many rows may be set aside. */
    ERROR_MAX(
            "error.max",
            new Amount("rows", 1, 10_000_000),
            "100",
            "How many dead letters may be there; with one more the server ends all the same.");

    /** What all names begin with. */
    public static final String PREFIX = "debezium.sink.turso.";

    private final String shortName;
    // Every kind is a record of immutable parts.
    @SuppressWarnings("ImmutableEnumChecker")
    private final ValueKind kind;

    private final @Nullable String standard;
    private final String description;

    SinkProperty(String shortName, ValueKind kind, @Nullable String standard, String description) {
        this.shortName = shortName;
        this.kind = kind;
        this.standard = standard;
        this.description = description;
    }

    /** The name without {@link #PREFIX}. */
    public String shortName() {
        return shortName;
    }

    /** The full name. */
    public String key() {
        return PREFIX + shortName;
    }

    /** What its value may be. */
    public ValueKind kind() {
        return kind;
    }

    /** The value that holds when it is not set; empty if there is none. */
    public Optional<String> standard() {
        return Optional.ofNullable(standard);
    }

    /** What it does, in Markdown. */
    public String description() {
        return description;
    }

    /** Whether the sink cannot start without it. */
    public boolean isRequired() {
        return this == URL;
    }

    /** Whether its value may carry the token. */
    public boolean isSecret() {
        return this == AUTH_TOKEN || this == URL;
    }
}
