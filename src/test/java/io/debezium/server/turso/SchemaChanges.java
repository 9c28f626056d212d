package io.debezium.server.turso;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The kinds of schema change that {@code schema-changes.sql} lists. */
record SchemaChanges(String name, List<String> statements) {

    /** All of them; tables of one have names that no other has. */
    static List<SchemaChanges> all() throws IOException {
        List<SchemaChanges> kinds = new ArrayList<>();
        String[] sections = text().split("(?m)^# ", -1);
        for (int i = 1; i < sections.length; i++) {
            String[] parts = sections[i].split("\n", 2);
            String body = parts[1].replace("$t", "t" + i);
            List<String> statements = Arrays.stream(body.split(";\\s*(\n|$)", -1))
                    .map(String::strip)
                    .filter(sql -> !sql.isEmpty())
                    .toList();
            kinds.add(new SchemaChanges(parts[0].strip(), statements));
        }
        return kinds;
    }

    /** Its transactions, each as the statements that it is made of. */
    List<List<String>> transactions() {
        List<List<String>> transactions = new ArrayList<>();
        boolean open = false;
        for (String sql : statements) {
            if (!open) {
                transactions.add(new ArrayList<>());
            }
            transactions.getLast().add(sql);
            open = sql.equals("BEGIN") || (open && !sql.equals("COMMIT") && !sql.equals("ROLLBACK"));
        }
        return transactions;
    }

    private static String text() throws IOException {
        try (InputStream file = SchemaChanges.class.getResourceAsStream("/schema-changes.sql")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
