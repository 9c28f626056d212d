package io.debezium.server.turso.bench.program;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A random program of DDL and DML, several statements in a transaction, some rolled back as a whole or to a savepoint.
 *
 * <p>It runs as it is made: a statement that Postgres refuses, as an index over values that are no longer unique, rolls
 * its transaction back, and the program goes on from there. So the same seed makes the same program.
 */
public final class SchemaProgram {
    private static final int TRANSACTIONS = 7;
    private static final int STATEMENTS = 5;

    private final Random random;
    private final String prefix;
    private final List<String> script = new ArrayList<>();
    private final Map<String, Integer> kinds = new TreeMap<>();
    private List<ModelTable> tables = new ArrayList<>();
    private int names;
    private int refused;

    /** The program of {@code seed}; all that it makes has names that begin with {@code prefix}. */
    public SchemaProgram(long seed, String prefix) {
        this.random = new Random(seed);
        this.prefix = prefix;
    }

    /** Runs it on a connection in autocommit. */
    public void run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            execute(statement, "CREATE SCHEMA " + prefix + "_s");
            for (int i = 0; i < TRANSACTIONS; i++) {
                transaction(statement);
            }
        }
    }

    /** Drops all that it has made. */
    public void cleanUp(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (ModelTable table : tables) {
                statement.execute("DROP TABLE " + table.name + " CASCADE");
            }
            statement.execute("DROP SCHEMA " + prefix + "_s CASCADE");
        }
    }

    /** The statements that it has run so far. */
    public List<String> script() {
        return List.copyOf(script);
    }

    /** How many statements of each kind it has run. */
    public Map<String, Integer> kinds() {
        return Map.copyOf(kinds);
    }

    /** How many statements Postgres has refused. */
    public int refused() {
        return refused;
    }

    private void transaction(Statement statement) throws SQLException {
        List<ModelTable> before = copy();
        execute(statement, "BEGIN");
        try {
            int count = 1 + random.nextInt(STATEMENTS);
            for (int i = 0; i < count; i++) {
                if (random.nextInt(8) == 0) {
                    savepoint(statement);
                } else {
                    step(statement);
                }
            }
            boolean commits = random.nextInt(8) > 0;
            execute(statement, commits ? "COMMIT" : "ROLLBACK");
            tables = commits ? tables : before;
        } catch (SQLException e) {
            refused++;
            execute(statement, "ROLLBACK");
            tables = before;
        }
    }

    private void savepoint(Statement statement) throws SQLException {
        List<ModelTable> before = copy();
        execute(statement, "SAVEPOINT s");
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            step(statement);
        }
        boolean kept = random.nextBoolean();
        execute(statement, kept ? "RELEASE SAVEPOINT s" : "ROLLBACK TO SAVEPOINT s");
        tables = kept ? tables : before;
    }

    private void step(Statement statement) throws SQLException {
        Step step;
        do {
            step = tables.isEmpty()
                    ? Step.anyCreation(random)
                    : Step.any(random, tables.stream().anyMatch(table -> table.partitioned));
        } while (step.isCreation() && tables.size() > 2);
        List<String> sql = new StepWriter(random, prefix, tables, this::newName).write(step);
        if (!sql.isEmpty()) {
            kinds.merge(step.name(), 1, Integer::sum);
        }
        for (String one : sql) {
            execute(statement, one);
        }
    }

    private String newName() {
        return prefix + "_" + Integer.toString(names++, 36);
    }

    private List<ModelTable> copy() {
        return new ArrayList<>(tables.stream().map(ModelTable::copy).toList());
    }

    private void execute(Statement statement, String sql) throws SQLException {
        script.add(sql);
        statement.execute(sql);
    }
}
