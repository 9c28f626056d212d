package io.debezium.server.turso.plan;

import java.util.Map;
import java.util.Random;

import io.debezium.server.turso.bench.PlainTypes;
import io.debezium.server.turso.bench.RandomProgram;
import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.bench.TableModel;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Transaction;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.DefinitionDiff;
import io.debezium.server.turso.table.DropPolicy;
import io.debezium.server.turso.table.SchemaDiff;
import io.debezium.server.turso.table.SchemaEvolution;
import io.debezium.server.turso.table.TableMapper;
import io.debezium.server.turso.table.TableNaming;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

class PlanLawTest {
    private static final TableMapper MAPPER = new TableMapper(TableNaming.standard(), PlainTypes::mapping);

    @Property(tries = 400)
    void the_target_equals_the_source_at_every_batch_boundary_wherever_it_falls(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int changes,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        run(seed, changes, batch, PlanLimits.standard());
    }

    @Property(tries = 400)
    void the_target_equals_the_source_for_any_limits(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int changes,
            @ForAll @IntRange(min = 1, max = 5) int statementRows,
            @ForAll @IntRange(min = 1, max = 400) int statementBytes,
            @ForAll @IntRange(min = 1, max = 8) int foldRows) {
        run(seed, changes, 20, new PlanLimits(statementRows, statementBytes, foldRows, Long.MAX_VALUE));
    }

    private static void run(long seed, int changes, int batch, PlanLimits limits) {
        RandomProgram program = new RandomProgram(seed);
        Random boundaries = new Random(seed);
        BatchPlanner planner = new BatchPlanner(
                MAPPER::map,
                new SchemaDiff(SchemaEvolution.FULL, PlainTypes::defaultLiteral),
                new SchemaPlanner(
                        MAPPER::map,
                        TableNaming.standard(),
                        new DefinitionDiff(SchemaEvolution.FULL),
                        DropPolicy.DROP,
                        true),
                UntoldChanges.none(),
                new PlanOptions(true, true, limits),
                Catalog.empty());
        try (SqliteTarget target = new SqliteTarget()) {
            for (int i = 1; i <= changes; i++) {
                planner.add(program.next());
                if (i == changes || boundaries.nextInt(batch) == 0) {
                    execute(planner.build(), target);
                    program.tables().forEach(table -> requireEqual(target, table, planner.catalog()));
                }
            }
        }
    }

    private static void execute(BatchPlan plan, SqliteTarget target) {
        Transaction transaction = new Transaction(
                Statement.of("SELECT 1"),
                plan.steps().stream().map(Step::statement).toList());
        assertThat(target.commit(transaction)).isEqualTo(new Outcome.Committed());
    }

    private static void requireEqual(SqliteTarget target, TableModel model, Catalog catalog) {
        Map<?, Long> rows = catalog.find(model.table().id())
                .map(shape -> TableModel.counted(target.rows(shape.name())))
                .orElse(Map.of());
        assertThat(rows).isEqualTo(model.expected());
    }
}
