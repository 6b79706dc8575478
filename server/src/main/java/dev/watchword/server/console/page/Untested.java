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
        String why = withoutPassword(row);
        return new Untested(row, why, why.isEmpty() ? note : "");
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

    /** What keeps an account from having a stored password, {@code ""} when it may have one. */
    private static String withoutPassword(Row row) {
        if (!row.text("scheme").isEmpty()) {
            return "";
        }
        return switch (row.text("state")) {
            case "disabled" -> "disabled";
            case "locked" -> "locked";
            case "passwordless" -> "passwordless";
            case "external", "unsupported" -> "";
            default -> "nothing";
        };
    }

    /** Whether it has a password that somebody could guess, or may have one. */
    public boolean mayHavePassword() {
        return !why.equals("disabled") && !why.equals("locked") && !why.equals("nothing");
    }
}
