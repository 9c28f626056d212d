package io.debezium.server.turso.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.debezium.server.turso.table.DropPolicy;
import io.debezium.server.turso.table.SchemaEvolution;
import io.debezium.server.turso.type.NumericMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class TursoSinkConfigTest {

    @Test
    void every_option_but_the_url_has_a_default() throws IOException {
        TursoSinkConfig config = read();

        assertThat(config)
                .isEqualTo(new TursoSinkConfig(
                        new Secret("libsql://menu-acme.turso.io"),
                        new TokenSource.Absent(),
                        new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        SchemaEvolution.FULL,
                        CaptureMode.AUTO,
                        DropPolicy.DROP,
                        NumericMode.EXACT,
                        true,
                        true,
                        Optional.empty(),
                        10_000,
                        8_388_608,
                        16_777_216,
                        1_048_576,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(30),
                        1L << 30,
                        RefusalPolicy.WAIT,
                        ErrorMode.STOP,
                        100));
        assertThat(config.token().read()).isEmpty();
    }

    @Test
    void every_option_is_read(@TempDir Path directory) throws IOException {
        Path certificate = Files.writeString(directory.resolve("ca.pem"), "Mine:\n-----BEGIN CERTIFICATE-----\n");
        Path privateKey = Files.writeString(directory.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\n");
        TursoSinkConfig config = read(
                "debezium.sink.turso.auth.token", " abc ",
                "debezium.sink.turso.tls.ca.file", certificate.toString(),
                "debezium.sink.turso.tls.certificate.file", certificate.toString(),
                "debezium.sink.turso.tls.key.file", privateKey.toString(),
                "debezium.sink.turso.collection.name.format", "m_$${table}",
                "debezium.sink.turso.schema.evolution", "Additive",
                "debezium.sink.turso.numeric.mode", "text",
                "debezium.sink.turso.truncate.enabled", "false",
                "debezium.sink.turso.delete.enabled", "FALSE",
                "debezium.sink.turso.snapshot.again", " 2026-11-25",
                "debezium.sink.turso.batch.max.rows", "1",
                "debezium.sink.turso.batch.max.bytes", "70000",
                "debezium.sink.turso.transaction.memory.bytes", "80000",
                "debezium.sink.turso.statement.max.bytes", "5000",
                "debezium.sink.turso.connect.timeout.ms", "3",
                "debezium.sink.turso.request.timeout.ms", "4",
                "debezium.sink.turso.retry.initial.ms", "5",
                "debezium.sink.turso.retry.max.ms", "6",
                "debezium.sink.turso.wal.warn.bytes", "7",
                "debezium.sink.turso.retry.fatal", "stop",
                "debezium.sink.turso.error.mode", "dead-letter",
                "debezium.sink.turso.error.max", "8");

        assertThat(config)
                .isEqualTo(new TursoSinkConfig(
                        new Secret("libsql://menu-acme.turso.io"),
                        new TokenSource.Fixed(new Secret("abc")),
                        new TlsFiles(Optional.of(certificate), Optional.of(certificate), Optional.of(privateKey)),
                        Optional.of("m_${table}"),
                        SchemaEvolution.ADDITIVE,
                        CaptureMode.AUTO,
                        DropPolicy.DROP,
                        NumericMode.TEXT,
                        false,
                        false,
                        Optional.of("2026-11-25"),
                        1,
                        70_000,
                        80_000,
                        5_000,
                        Duration.ofMillis(3),
                        Duration.ofMillis(4),
                        Duration.ofMillis(5),
                        Duration.ofMillis(6),
                        7,
                        RefusalPolicy.STOP,
                        ErrorMode.DEAD_LETTER,
                        8));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            url,                    "ftp://x",    "cannot be used: use libsql://"
            schema.evolution,       some,         "is 'some': write one of full, additive, none."
            numeric.mode,           float,        "is 'float': write one of exact, text, real."
            error.mode,             skip,         "is 'skip': write one of stop, dead-letter."
            tls.ca.file,            /no/such,     "names /no/such, which cannot be read: create it or mend its rights."
            truncate.enabled,       yes,          "is 'yes': write true or false."
            batch.max.rows,         0,            "is '0': write a whole number of rows from 1 to 10000000."
            request.timeout.ms,     10s,          "is '10s': write a whole number of milliseconds from 1 to 3600000."
            statement.max.bytes,    5000000,      "is '5000000': write a whole number of bytes from 4096 to 4900000."
            retry.initial.ms,       40000,        "is larger than debezium.sink.turso.retry.max.ms: make it smaller."
            collection.name.format, "a_${tabel}", "has the placeholder ${tabel}: use ${schema}, ${table}, ${topic}, ${database}."
            auth.token.file,        /no/such,     "names /no/such, which cannot be read: create it or mend its rights."
            """)
    void a_wrong_value_is_refused_with_a_sentence_that_mends_it(String option, String value, String sentence) {
        String key = "debezium.sink.turso." + option;

        assertThat(problemsOf(MapSettings.minimalWith(key, value))).containsExactly(key + " " + sentence);
    }

    @Test
    void files_for_tls_are_looked_into(@TempDir Path directory) throws IOException {
        Path encrypted = Files.writeString(directory.resolve("key.pem"), "-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
        Path binary = Files.write(directory.resolve("ca.der"), new byte[] {0x30, (byte) 0x82, 0, (byte) 0xff});

        assertThat(problemsOf(MapSettings.minimalWith(
                        "debezium.sink.turso.tls.ca.file", binary.toString(),
                        "debezium.sink.turso.tls.key.file", encrypted.toString())))
                .containsExactly(
                        "debezium.sink.turso.tls.ca.file names " + binary + ", in which there is no certificate in PEM"
                                + " format: convert it with openssl, or name another.",
                        "debezium.sink.turso.tls.key.file names " + encrypted + ", in which there is no private key"
                                + " without a passphrase in PEM format: convert it with openssl, or name another.",
                        "debezium.sink.turso.tls.key.file is of no use without debezium.sink.turso.tls.certificate.file:"
                                + " set that too.");
    }

    @ParameterizedTest
    @CsvSource({
        "debezium.sink.turso.auth.tokn, debezium.sink.turso.auth.tokn is no option of this sink: did you mean debezium.sink.turso.auth.token?",
        "DEBEZIUM_SINK_TURSO_URI, debezium.sink.turso.uri is no option of this sink: did you mean debezium.sink.turso.url?",
        "debezium.sink.turso.colour, debezium.sink.turso.colour is no option of this sink: remove it; the README lists the options."
    })
    void an_unknown_option_is_refused_naming_the_nearest_one(String name, String sentence) {
        assertThat(problemsOf(MapSettings.minimalWith(name, "x"))).containsExactly(sentence);
    }

    @Test
    void options_by_environment_variables_are_known() {
        assertThat(read("DEBEZIUM_SINK_TURSO_AUTH_TOKEN_FILE", "x")).isNotNull();
    }

    @Test
    void all_problems_are_told_at_once() {
        MapSettings settings = new MapSettings(Map.of(
                "debezium.sink.turso.numeric.mode", "float", "debezium.source.provide.transaction.metadata", "false"));

        assertThat(problemsOf(settings))
                .containsExactly(
                        "debezium.sink.turso.url is missing: set it to the database's URL, such as libsql://menu-acme.turso.io.",
                        "debezium.sink.turso.numeric.mode is 'float': write one of exact, text, real.",
                        "debezium.source.database.hostname is missing: set it, it says which Postgres to mirror.",
                        "debezium.source.database.user is missing: set it, it says which Postgres to mirror.",
                        "debezium.source.database.dbname is missing: set it, it says which Postgres to mirror.",
                        "debezium.source.provide.transaction.metadata is 'false': remove it or set it to true, because"
                                + " without BEGIN and END events the sink cannot apply whole transactions.");
    }

    @Test
    void the_token_is_looked_for_in_the_option_then_the_file_then_the_environment_then_the_url(@TempDir Path directory)
            throws IOException {
        Path file = Files.writeString(directory.resolve("token"), "from file\n");
        MapSettings settings = MapSettings.minimalWith(
                "debezium.sink.turso.url", "libsql://x?authToken=from-url",
                "TURSO_AUTH_TOKEN", "from environment",
                "debezium.sink.turso.auth.token.file", file.toString(),
                "debezium.sink.turso.auth.token", "from option");

        assertThat(tokenOf(settings)).isEqualTo("from option");
        settings.values().remove("debezium.sink.turso.auth.token");
        assertThat(tokenOf(settings)).isEqualTo("from file");
        settings.values().remove("debezium.sink.turso.auth.token.file");
        assertThat(tokenOf(settings)).isEqualTo("from environment");
        settings.values().remove("TURSO_AUTH_TOKEN");
        assertThat(tokenOf(settings)).isEqualTo("from-url");
    }

    @Test
    void a_changed_token_file_is_seen(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("token"), "old");
        TokenSource token =
                read("debezium.sink.turso.auth.token.file", file.toString()).token();

        Files.writeString(file, "new\n");

        assertThat(token.read()).contains(new Secret("new"));
    }

    @Test
    void nothing_secret_is_in_its_text() {
        TursoSinkConfig config = read(
                "debezium.sink.turso.url", "libsql://x?authToken=sesame", "debezium.sink.turso.auth.token", "sesame");

        assertThat(config.toString()).doesNotContain("sesame").contains("url=(hidden)");
    }

    private static TursoSinkConfig read(String... keysAndValues) {
        return TursoSinkConfig.from(MapSettings.minimalWith(keysAndValues), TursoSinkConfigTest::tokenInUrl);
    }

    private static String tokenOf(Settings settings) throws IOException {
        return TursoSinkConfig.from(settings, TursoSinkConfigTest::tokenInUrl)
                .token()
                .read()
                .orElseThrow()
                .reveal();
    }

    private static List<String> problemsOf(Settings settings) {
        return catchThrowableOfType(
                        ConfigException.class, () -> TursoSinkConfig.from(settings, TursoSinkConfigTest::tokenInUrl))
                .problems();
    }

    private static Optional<String> tokenInUrl(String url) {
        if (!url.startsWith("libsql://")) {
            throw new IllegalArgumentException("use libsql://");
        }
        int token = url.indexOf("authToken=");
        return token < 0 ? Optional.empty() : Optional.of(url.substring(token + "authToken=".length()));
    }
}
