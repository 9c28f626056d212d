package io.debezium.server.turso.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What one class has logged since this was opened: level and message. */
final class LoggedLines extends Handler {
    private static final Formatter FORMAT = new PatternFormatter("%p %s");

    private final Logger logger;
    private final List<String> lines = new ArrayList<>();

    private LoggedLines(Logger logger) {
        this.logger = logger;
    }

    static LoggedLines of(Class<?> logging) {
        LoggedLines lines = new LoggedLines(LogContext.getLogContext().getLogger(logging.getName()));
        lines.logger.addHandler(lines);
        return lines;
    }

    List<String> lines() {
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
