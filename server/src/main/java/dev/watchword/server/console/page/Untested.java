package dev.watchword.server.console.page;

import dev.watchword.protocol.NotTested;
import java.util.Optional;

/**
 * An account that was not tested.
 *
 * @param row of the API
 * @param why a word for it that pages know, {@code ""} for none
 * @param more what the agent says beside that, {@code ""} for nothing
 */
public record Untested(Row row, String why, String more) {

    static Untested of(Row row) {
        String note = row.text("note");
        Optional<NotTested> told = NotTested.of(note);
        if (told.isPresent()) {
            return new Untested(row, word(told.get()), told.get().beside(note));
        }
        return hasPassword(row) ? new Untested(row, "", note) : new Untested(row, withoutPassword(row), "");
    }

    private static String word(NotTested why) {
        return switch (why) {
            case UNSUPPORTED_SCHEME -> "scheme";
            case COST_EXCEEDS_LIMIT -> "cost";
            case MALFORMED -> "malformed";
            case ABORTED -> "aborted";
            case DECIDED_BY -> "external";
        };
    }

    private static String withoutPassword(Row row) {
        return switch (row.text("state")) {
            case "disabled" -> "disabled";
            case "locked" -> "locked";
            case "passwordless" -> "passwordless";
            default -> "nothing";
        };
    }

    /** Whether a password is stored for it, as the API's {@code untested_passwords} counts it. */
    public boolean hasPassword() {
        return hasPassword(row);
    }

    private static boolean hasPassword(Row row) {
        return !row.text("scheme").isEmpty() || row.text("state").equals("unsupported");
    }
}
