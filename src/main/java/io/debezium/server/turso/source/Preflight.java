package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.debezium.server.turso.table.IndexTranslation;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableNaming;

/** Looks at the source before the engine starts, so that the user reads a sentence and not the connector's stack trace. */
public final class Preflight {

    private Preflight() {}

    /**
     * Everything that is in the way, and everything worth a warning.
     *
     * @param naming gives the target's name of each captured table
     * @throws SourceException if the catalog cannot be read
     */
    public static Findings inspect(SourceDatabase source, TableNaming naming) throws SourceException {
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        try {
            List<CapturedTable> tables = CapturedTable.all(source);
            problems.addAll(ReplicationCheck.problems(source));
            problems.addAll(PublicationCheck.problems(source, tables));
            problems.addAll(TableCheck.problems(tables, source.filter(), naming));
            problems.addAll(RowCheck.problems(source));
            problems.addAll(TypeCheck.problems(source));
            warnings.addAll(TableCheck.warnings(tables, source.filter()));
            warnings.addAll(TypeCheck.warnings(source));
            List<TableDefinition> definitions = Definitions.on(source).all();
            problems.addAll(TableCheck.partitionProblems(definitions));
            problems.addAll(ColumnCheck.problems(definitions, source.filter()));
            warnings.addAll(ColumnCheck.warnings(definitions, source.filter()));
            definitions.stream()
                    .map(table -> table.without(
                            column -> column.isGenerated() || !source.filter().captures(table.id(), column.name())))
                    .flatMap(table -> IndexTranslation.leftOut(table).stream())
                    .forEach(warnings::add);
        } catch (SQLException e) {
            throw source.unreadable(e);
        }
        return new Findings(problems, warnings);
    }
}
