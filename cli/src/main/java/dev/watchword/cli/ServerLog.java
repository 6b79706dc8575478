package dev.watchword.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** A server's log: lines on standard error, one form, few of them; libraries speak only when something is wrong. */
final class ServerLog {

    /** Held, because the JDK forgets the level of a logger that nobody holds. */
    private static final Logger ROOT = Logger.getLogger("");

    private static final Logger OURS = Logger.getLogger("dev.watchword");

    /** They tell every malformed request of anybody. */
    private static final List<Logger> TALKATIVE =
            List.of(Logger.getLogger("org.eclipse.jetty.util.HostPort"), Logger.getLogger("org.eclipse.jetty.http"));

    private ServerLog() {}

    static void toStandardError() {
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
        ConsoleHandler handler = new ConsoleHandler();
        handler.setFormatter(new Lines());
        // whoever starts the server says why, in a line of its own
        handler.setFilter(record -> !"Failed to start Javalin".equals(record.getMessage()));
        ROOT.addHandler(handler);
        ROOT.setLevel(Level.WARNING);
        OURS.setLevel(Level.INFO);
        TALKATIVE.forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    /** Time, level, source, message; a fault's frames follow indented. Control characters are shown, not obeyed. */
    static final class Lines extends Formatter {
        @Override
        public String format(LogRecord record) {
            StringBuilder line = new StringBuilder(200)
                    .append(Instant.ofEpochMilli(record.getMillis()).truncatedTo(ChronoUnit.MILLIS))
                    .append(' ')
                    .append(record.getLevel().getName())
                    .append(' ')
                    .append(record.getLoggerName())
                    .append(": ")
                    .append(inert(formatMessage(record)))
                    .append('\n');
            for (Throwable fault = record.getThrown(); fault != null; fault = fault.getCause()) {
                line.append("    ").append(inert(fault.toString())).append('\n');
                for (StackTraceElement frame : fault.getStackTrace()) {
                    line.append("      at ").append(frame).append('\n');
                }
            }
            return line.toString();
        }

        static String inert(String text) {
            StringBuilder shown = new StringBuilder(text.length());
            text.codePoints().forEach(c -> {
                int type = Character.getType(c);
                if (Character.isISOControl(c)
                        || type == Character.FORMAT
                        || type == Character.LINE_SEPARATOR
                        || type == Character.PARAGRAPH_SEPARATOR) {
                    shown.append(String.format(Locale.ROOT, "\\u%04x", c));
                } else {
                    shown.appendCodePoint(c);
                }
            });
            return shown.toString();
        }
    }
}
