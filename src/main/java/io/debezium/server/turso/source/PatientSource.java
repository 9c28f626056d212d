package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source's catalog, asked while the stream is under way: where Postgres is away for a moment, the answer waits for it.
 *
 * <p>Not for ever: a Postgres that is told to stop waits in turn until the connector has acknowledged all that it sent.
 */
final class PatientSource {
    private static final Logger LOG = LoggerFactory.getLogger(PatientSource.class);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 20;

    private final Map<String, String> settings;

    PatientSource(Map<String, String> settings) {
        this.settings = settings;
    }

    /** What is asked on a connection. */
    @FunctionalInterface
    interface Question<T> {
        T put(SourceDatabase source) throws SQLException;
    }

    /**
     * The answer.
     *
     * @param what is asked for, to begin a sentence
     * @throws SourceUnavailableException if the source refuses to answer or stays away, or the thread is interrupted
     *     while it waits
     */
    <T> T ask(String what, Question<T> question) {
        for (int attempt = 1; ; attempt++) {
            try (SourceDatabase source = SourceDatabase.open(settings)) {
                T answer = question.put(source);
                if (attempt > 1) {
                    LOG.info("Postgres answers again.");
                }
                return answer;
            } catch (SourceException | SQLException e) {
                if (!isAway(e) || attempt == ATTEMPTS) {
                    throw new SourceUnavailableException(what, e);
                }
                if (attempt == 1) {
                    LOG.warn(
                            "{} cannot be looked up in Postgres' catalog now: {} It is asked for again each second, {}"
                                    + " times; nothing goes on meanwhile.",
                            what,
                            e.getMessage(),
                            ATTEMPTS - 1);
                }
                pause(what, e);
            }
        }
    }

    private static void pause(String what, Exception cause) {
        try {
            Thread.sleep(ASK_AGAIN);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailableException(what, cause);
        }
    }

    /** A lost or refused connection (class 08), a server that stops or starts (57P), or one that has no connection left. */
    private static boolean isAway(Exception failure) {
        Throwable cause = failure instanceof SourceException ? failure.getCause() : failure;
        String state = cause instanceof SQLException sql ? Objects.requireNonNullElse(sql.getSQLState(), "") : "";
        return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
    }
}
