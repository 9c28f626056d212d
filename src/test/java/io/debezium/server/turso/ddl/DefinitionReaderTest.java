package io.debezium.server.turso.ddl;

import java.util.List;

import io.debezium.server.turso.table.IndexDefinition;
import io.debezium.server.turso.table.TableDefinition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Definitions by event triggers of this version and of earlier ones, whose messages may still be under way. */
class DefinitionReaderTest {
    private static final String TABLE =
            "{\"oid\":7,\"schema\":\"public\",\"name\":\"menu\",\"partitioned\":false,\"partition\":false,\"columns\":["
                    + "{\"number\":1,\"name\":\"id\",\"type\":\"int4\",\"modifier\":-1,\"element\":\"\",\"notNull\":true,"
                    + "\"generated\":\"\",\"missing\":null},"
                    + "{\"number\":3,\"name\":\"we\\\"ird\",\"type\":\"text\",\"modifier\":-1,\"element\":\"\",\"notNull\":false,"
                    + "\"generated\":\"\",\"missing\":null}],\"key\":[1],\"indexes\":[INDEX]}";

    @Test
    void an_index_is_read_with_its_expressions() {
        assertThat(
                        index(
                                "{\"oid\":9,\"name\":\"i\",\"unique\":true,\"method\":\"btree\",\"keys\":["
                                        + "{\"column\":0,\"expression\":\"lower(a)\",\"descending\":true},"
                                        + "{\"column\":3,\"expression\":\"\",\"descending\":false}],\"where\":\"(id > 1)\",\"exact\":[3]}"))
                .isEqualTo(new IndexDefinition(
                        9,
                        "i",
                        true,
                        "btree",
                        List.of(new IndexDefinition.Key(0, "lower(a)", true), new IndexDefinition.Key(3, "", false)),
                        "(id > 1)",
                        List.of(3)));
    }

    @Test
    void one_of_earlier_triggers_is_over_columns() {
        assertThat(index("{\"name\":\"i\",\"unique\":false,\"columns\":[-3,1]}"))
                .isEqualTo(earlier(""));
        assertThat(index("{\"name\":\"i\",\"unique\":false,\"columns\":[-3,1],\"filter\":0}"))
                .isEqualTo(earlier(""));
        assertThat(index("{\"name\":\"i\",\"unique\":false,\"columns\":[-3,1],\"filter\":-3}"))
                .isEqualTo(earlier("\"we\"\"ird\" IS NULL"));
        assertThat(index("{\"name\":\"i\",\"unique\":false,\"columns\":[-3,1],\"filter\":1}"))
                .isEqualTo(earlier("\"id\" IS NOT NULL"));
    }

    private static IndexDefinition earlier(String where) {
        return new IndexDefinition(
                0,
                "i",
                false,
                "btree",
                List.of(new IndexDefinition.Key(3, "", true), new IndexDefinition.Key(1, "", false)),
                where,
                List.of());
    }

    private static IndexDefinition index(String json) {
        TableDefinition table = DefinitionReader.read(TABLE.replace("INDEX", json));
        return table.indexes().getFirst();
    }
}
