package io.debezium.server.turso.sql;

import java.util.List;
import java.util.Locale;

import io.debezium.server.turso.bench.SqliteTarget;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdentifiersTest {

    @Property(tries = 300)
    void a_quoted_name_is_read_back_unchanged(@ForAll("texts") String name) {
        if (name.isEmpty() || name.toLowerCase(Locale.ROOT).startsWith("sqlite_")) {
            return;
        }
        try (SqliteTarget target = new SqliteTarget()) {
            target.execute("CREATE TABLE " + Identifiers.quote(name) + " (" + Identifiers.quote(name) + " TEXT)");
            assertThat(target.tables()).containsExactly(name);
            assertThat(target.select("SELECT name FROM pragma_table_info(" + Identifiers.literal(name) + ")"))
                    .containsExactly(List.of(SqlValue.of(name)));
        }
    }

    @Property(tries = 300)
    void a_literal_is_read_back_unchanged(@ForAll("texts") String text) {
        try (SqliteTarget target = new SqliteTarget()) {
            assertThat(target.select("SELECT " + Identifiers.literal(text)))
                    .containsExactly(List.of(SqlValue.of(text)));
        }
    }

    @Test
    void a_list_quotes_each_name() {
        assertThat(Identifiers.list(List.of("a", "b\"c"))).isEqualTo("\"a\", \"b\"\"c\"");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> hostile =
                Arbitraries.of("\"", "'", "`", "[", "]", "--", "/*", ";", "\\", " ", "?1", "😀", "É", "select", "%");
        Arbitrary<String> any =
                Arbitraries.strings().withCharRange('\u0001', '\ud7ff').ofMaxLength(5);
        return Arbitraries.oneOf(hostile, any).list().ofMaxSize(6).map(parts -> String.join("", parts));
    }
}
