package io.debezium.server.turso.bench;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What one class has logged since this was opened: level, message and exception. */
public final class LoggedLines extends Handler implements AutoCloseable {
    private static final Formatter FORMAT = new PatternFormatter("%p %s%e");

    private final Logger logger;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LoggedLines(Logger logger) {
        this.logger = logger;
    }

    /** Lines of {@code logging} from now on. */
    public static LoggedLines of(Class<?> logging) {
        LoggedLines lines = new LoggedLines(LogContext.getLogContext().getLogger(logging.getName()));
        lines.logger.addHandler(lines);
        return lines;
    }

    /** All so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord logged) {
        lines.add(FORMAT.format(logged));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
