package dev.watchword.server.console.page;

import java.util.Map;

/**
 * An account that was not tested.
 *
 * @param row of the API
 * @param why a word for it that pages know, {@code ""} for none
 * @param more what the agent says beside that, {@code ""} for nothing
 */
public record Untested(Row row, String why, String more) {

    /** What agents say, and what pages call it. */
    private static final Map<String, String> WHOLE = Map.of(
            "no password can match", "disabled",
            "locked, no hash behind the lock", "locked",
            "nothing stored", "nothing",
            "no password is needed", "passwordless",
            "unsupported_scheme", "scheme",
            "cost_exceeds_limit", "cost");

    private static final Map<String, String> BEGINNINGS = Map.of(
            "unsupported_scheme: ", "scheme",
            "cost_exceeds_limit: ", "cost",
            "malformed: ", "malformed",
            "aborted: ", "aborted",
            "decided by ", "external");

    static Untested of(Row row) {
        String note = row.text("note");
        String whole = WHOLE.getOrDefault(note, "");
        if (!whole.isEmpty()) {
            return new Untested(row, whole, "");
        }
        return BEGINNINGS.entrySet().stream()
                .filter(each -> note.startsWith(each.getKey()))
                .findFirst()
                .map(each -> new Untested(
                        row, each.getValue(), note.substring(each.getKey().length())))
                .orElseGet(() -> new Untested(row, "", note));
    }

    /** Whether it has a password that somebody could guess, or may have one. */
    public boolean mayHavePassword() {
        return !why.equals("disabled") && !why.equals("locked") && !why.equals("nothing");
    }
}
