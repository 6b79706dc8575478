package dev.watchword.server.http;

import dev.watchword.server.database.DatabaseInUse;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What a caller hears of a fault: to come again when it will pass by itself, and otherwise nothing. */
final class Faults {

    /**
     * Classes and codes of SQLSTATE (PostgreSQL's manual, appendix A) that tell of the server's state and not of the
     * statement: no connection, too many of them, shut down or starting, and conflicts with others that did not end.
     */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53");

    private static final Set<String> PASSING = Set.of("57P01", "57P02", "57P03");

    /** SQLITE_BUSY: somebody else writes for too long. */
    private static final int SQLITE_BUSY = 5;

    private Faults() {}

    /** 503 while the database cannot be had, 500 otherwise. */
    static ApiError error(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseInUse || cause instanceof SQLException failed && passes(failed)) {
                return ApiError.gateway(503, "APIGW.0201", "Backend unavailable: the server is busy.")
                        .header("Retry-After", "5");
            }
        }
        return ApiError.gateway(500, "APIGW.0601", "Internal server error.");
    }

    private static boolean passes(SQLException failed) {
        String state = failed.getSQLState();
        if (state == null) {
            return failed instanceof SQLTransientConnectionException || (failed.getErrorCode() & 0xff) == SQLITE_BUSY;
        }
        return failed instanceof SQLTransientConnectionException
                || PASSING.contains(state)
                || state.length() == 5 && PASSING_CLASSES.contains(state.substring(0, 2));
    }
}
