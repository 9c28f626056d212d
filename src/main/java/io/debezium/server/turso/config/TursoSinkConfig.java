package io.debezium.server.turso.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.debezium.server.turso.table.DropPolicy;
import io.debezium.server.turso.table.SchemaEvolution;
import io.debezium.server.turso.type.NumericMode;

import static io.debezium.server.turso.config.SinkProperty.*;

/**
 * The options of the sink, read and found valid.
 *
 * @param url as the user wrote it; may carry a token
 * @param nameFormat names of the target tables; empty for the standard rule
 * @param snapshotAgain the word for the snapshot that the mirror is to be of
 * @param batchMaxRows row changes that one target transaction groups
 * @param batchMaxBytes bytes that one target transaction groups
 * @param transactionMemoryBytes bytes of one source transaction that are held in memory
 * @param statementMaxBytes bytes of rows in one statement
 * @param walWarnBytes WAL that Postgres may keep for the mirror before it is warned of
 */
public record TursoSinkConfig(
        Secret url,
        TokenSource token,
        TlsFiles tls,
        Optional<String> nameFormat,
        SchemaEvolution schemaEvolution,
        CaptureMode ddlCapture,
        DropPolicy tableDrop,
        NumericMode numericMode,
        boolean truncateEnabled,
        boolean deleteEnabled,
        Optional<String> snapshotAgain,
        long batchMaxRows,
        long batchMaxBytes,
        long transactionMemoryBytes,
        int statementMaxBytes,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration retryInitial,
        Duration retryMax,
        long walWarnBytes,
        RefusalPolicy retryFatal,
        ErrorMode errorMode,
        long errorMax) {

    /** The environment variable that Turso's own tools use. */
    static final String TOKEN_VARIABLE = "TURSO_AUTH_TOKEN";

    /**
     * Reads the sink's options, and judges the source's settings with them.
     *
     * @param tokenInUrl parses a URL and gives the token in it, or throws an IllegalArgumentException that says why not
     * @throws ConfigException with every problem there is
     */
    public static TursoSinkConfig from(Settings settings, Function<String, Optional<String>> tokenInUrl) {
        OptionReader options = new OptionReader(settings);
        Secret url = new Secret(options.text(URL).orElse(""));
        Optional<String> urlToken = checkedUrl(url, options, tokenInUrl);
        TursoSinkConfig config = new TursoSinkConfig(
                url,
                token(settings, options, urlToken),
                TlsFiles.read(options),
                NameFormat.read(settings, options),
                options.choice(SCHEMA_EVOLUTION, SchemaEvolution.class),
                options.choice(DDL_CAPTURE, CaptureMode.class),
                options.choice(TABLE_DROP, DropPolicy.class),
                options.choice(NUMERIC_MODE, NumericMode.class),
                options.flag(TRUNCATE_ENABLED),
                options.flag(DELETE_ENABLED),
                options.text(SNAPSHOT_AGAIN),
                options.amount(BATCH_MAX_ROWS),
                options.amount(BATCH_MAX_BYTES),
                options.amount(TRANSACTION_MEMORY_BYTES),
                (int) options.amount(STATEMENT_MAX_BYTES),
                options.duration(CONNECT_TIMEOUT_MS),
                options.duration(REQUEST_TIMEOUT_MS),
                options.duration(RETRY_INITIAL_MS),
                options.duration(RETRY_MAX_MS),
                options.amount(WAL_WARN_BYTES),
                options.choice(RETRY_FATAL, RefusalPolicy.class),
                options.choice(ERROR_MODE, ErrorMode.class),
                options.amount(ERROR_MAX));
        config.checkTogether(options);
        List<String> problems = new ArrayList<>(options.problems());
        problems.addAll(UnknownOptions.problems(settings.names()));
        problems.addAll(SourceRules.problems(settings, config.truncateEnabled, config.deleteEnabled));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return config;
    }

    private void checkTogether(OptionReader options) {
        if (retryInitial.compareTo(retryMax) > 0) {
            options.problem(RETRY_INITIAL_MS, "is larger than " + RETRY_MAX_MS.key() + ": make it smaller.");
        }
    }

    private static Optional<String> checkedUrl(
            Secret url, OptionReader options, Function<String, Optional<String>> tokenInUrl) {
        if (url.reveal().isEmpty()) {
            options.problem(URL, "is missing: set it to the database's URL, such as libsql://menu-acme.turso.io.");
            return Optional.empty();
        }
        try {
            return tokenInUrl.apply(url.reveal());
        } catch (IllegalArgumentException e) {
            options.problem(URL, "cannot be used: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static TokenSource token(Settings settings, OptionReader options, Optional<String> urlToken) {
        Optional<String> file = options.text(AUTH_TOKEN_FILE);
        Optional<String> token = options.text(AUTH_TOKEN);
        if (token.isEmpty() && file.isPresent()) {
            return tokenFile(Path.of(file.get()), options);
        }
        return token.or(() -> settings.find(TOKEN_VARIABLE).map(String::strip))
                .or(() -> urlToken)
                .<TokenSource>map(found -> new TokenSource.Fixed(new Secret(found)))
                .orElseGet(TokenSource.Absent::new);
    }

    private static TokenSource tokenFile(Path path, OptionReader options) {
        if (!Files.isReadable(path)) {
            options.problem(
                    AUTH_TOKEN_FILE,
                    "names " + path.toAbsolutePath() + ", which cannot be read: create it or mend its rights.");
        }
        return new TokenSource.InFile(path);
    }
}
