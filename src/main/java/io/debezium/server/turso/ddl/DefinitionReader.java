package io.debezium.server.turso.ddl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.table.CatalogSnapshot;
import io.debezium.server.turso.table.ColumnDefinition;
import io.debezium.server.turso.table.Generation;
import io.debezium.server.turso.table.IndexDefinition;
import io.debezium.server.turso.table.Misidentified;
import io.debezium.server.turso.table.Origin;
import io.debezium.server.turso.table.Publication;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.UnsentPartition;
import io.debezium.server.turso.type.CatalogType;

/** Reads what {@code turso_ddl.definition} makes. */
public final class DefinitionReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DefinitionReader() {}

    /**
     * A definition from its JSON.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static TableDefinition read(String json) {
        return read(tree(json));
    }

    static TableDefinition read(JsonNode table) {
        return new TableDefinition(
                table.required("oid").longValue(),
                id(table),
                table.required("partitioned").booleanValue(),
                table.required("partition").booleanValue(),
                list(table.required("columns"), DefinitionReader::column),
                list(table.required("key"), JsonNode::intValue),
                table.path("primary").booleanValue(),
                list(table.required("indexes"), index -> index.has("keys") ? index(index) : earlier(index, table)),
                // Event triggers of an earlier version do not tell them.
                list(table.path("misidentified"), DefinitionReader::misidentified),
                list(table.path("unsent"), DefinitionReader::unsent));
    }

    private static Misidentified misidentified(JsonNode part) {
        return new Misidentified(
                part.path("oid").longValue(), id(part), list(part.path("columns"), JsonNode::textValue));
    }

    private static UnsentPartition unsent(JsonNode partition) {
        return new UnsentPartition(id(partition), partition.required("foreign").booleanValue());
    }

    static Origin origin(JsonNode table) {
        return new Origin(
                table.required("made").booleanValue(),
                Optional.ofNullable(table.required("renamed").textValue()),
                Optional.of(list(table.required("publications"), JsonNode::textValue)),
                snapshot(table));
    }

    /** Event triggers of an earlier version do not tell it. */
    private static Optional<CatalogSnapshot> snapshot(JsonNode table) {
        if (!table.has("transaction")) {
            return Optional.empty();
        }
        // As Postgres prints it: the first that runs, the first that has not begun, and those that run.
        String[] parts = text(table, "snapshot").split(":", -1);
        Set<Long> running = Arrays.stream(parts[2].split(","))
                .filter(number -> !number.isEmpty())
                .map(Long::valueOf)
                .collect(Collectors.toSet());
        return Optional.of(
                new CatalogSnapshot(table.required("transaction").longValue(), Long.parseLong(parts[1]), running));
    }

    static Publication publication(JsonNode publication) {
        return new Publication(
                text(publication, "name"),
                list(publication.required("withheld"), JsonNode::textValue),
                publication.required("all").booleanValue(),
                list(publication.required("tables"), DefinitionReader::member));
    }

    private static Publication.Member member(JsonNode table) {
        return new Publication.Member(
                table.required("oid").longValue(),
                id(table),
                table.required("keyed").booleanValue(),
                table.required("logged").booleanValue(),
                table.required("whole").booleanValue());
    }

    static TableId id(JsonNode table) {
        return new TableId(text(table, "schema"), text(table, "name"));
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            // Its message shows the text.
            throw new IllegalArgumentException(
                    "no JSON at offset " + e.getLocation().getCharOffset());
        }
    }

    static String text(JsonNode node, String name) {
        return node.required(name).textValue();
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
        List<T> list = new ArrayList<>(array.size());
        array.forEach(element -> list.add(reader.apply(element)));
        return list;
    }

    private static ColumnDefinition column(JsonNode column) {
        return new ColumnDefinition(
                column.required("number").intValue(),
                text(column, "name"),
                new CatalogType(
                        text(column, "type"),
                        column.required("modifier").intValue(),
                        column.path("element").asText("")),
                column.required("notNull").booleanValue(),
                generation(text(column, "generated")),
                Optional.ofNullable(column.required("missing").textValue()));
    }

    private static Generation generation(String letter) {
        return switch (letter) {
            case "" -> Generation.NONE;
            case "s" -> Generation.STORED;
            default -> Generation.VIRTUAL;
        };
    }

    private static IndexDefinition index(JsonNode index) {
        return new IndexDefinition(
                index.path("oid").longValue(),
                text(index, "name"),
                index.required("unique").booleanValue(),
                text(index, "method"),
                list(index.required("keys"), DefinitionReader::key),
                text(index, "where"),
                list(index.required("exact"), JsonNode::intValue));
    }

    private static IndexDefinition.Key key(JsonNode key) {
        return new IndexDefinition.Key(
                key.required("column").intValue(),
                text(key, "expression"),
                key.required("descending").booleanValue());
    }

    /**
     * Event triggers of an earlier version tell of columns alone, by their numbers, negative for descending; some also of a
     * column that is not null in all rows of the index, or is null there if its number is negative.
     */
    private static IndexDefinition earlier(JsonNode index, JsonNode table) {
        int filter = index.path("filter").asInt();
        String where = "";
        for (JsonNode column : table.required("columns")) {
            if (column.required("number").intValue() == Math.abs(filter)) {
                where = Identifiers.quote(text(column, "name")) + (filter < 0 ? " IS NULL" : " IS NOT NULL");
            }
        }
        return new IndexDefinition(
                0,
                text(index, "name"),
                index.required("unique").booleanValue(),
                "btree",
                list(
                        index.required("columns"),
                        key -> new IndexDefinition.Key(Math.abs(key.intValue()), "", key.intValue() < 0)),
                where,
                List.of());
    }
}
