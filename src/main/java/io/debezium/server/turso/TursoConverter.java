package io.debezium.server.turso;

import java.util.Properties;

import io.debezium.server.turso.converter.PostgresTextConverter;
import io.debezium.server.turso.source.FiniteIntervals;
import io.debezium.server.turso.source.SourceDatabase;
import io.debezium.server.turso.source.SourceException;
import io.debezium.server.turso.source.UnvalidatedColumns;
import io.debezium.server.turso.source.UserTypes;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.RetriableException;
import org.eclipse.microprofile.config.ConfigProvider;

/** The converter as the connector makes it: knows by the server's configuration which source to ask for its types. */
public final class TursoConverter implements CustomConverter<SchemaBuilder, RelationalColumn> {
    private final PostgresTextConverter converter = new PostgresTextConverter(
            () -> ask(UserTypes::read),
            () -> ask(SourceDatabase::conversion),
            (table, column) -> ask(source -> FiniteIntervals.contains(source, table, column)),
            () -> ask(UnvalidatedColumns::read));

    @Override
    public void configure(Properties properties) {
        converter.configure(properties);
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        converter.converterFor(column, registration);
    }

    private interface Question<T> {
        T ask(SourceDatabase source) throws SourceException;
    }

    /** The connector tries again after this: it has just been connected itself. */
    private static <T> T ask(Question<T> question) {
        try (SourceDatabase source = SourceDatabase.open(new ServerSettings(ConfigProvider.getConfig()).ofSource())) {
            return question.ask(source);
        } catch (SourceException e) {
            throw new RetriableException(e.getMessage(), e);
        }
    }
}
