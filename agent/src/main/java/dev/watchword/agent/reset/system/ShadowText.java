package dev.watchword.agent.reset.system;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The text of shadow(5), in which one account's password and the day of its change are exchanged and every other byte stays.
 *
 * @param text every byte is one char
 */
record ShadowText(String text) {

    static ShadowText of(byte[] content) {
        return new ShadowText(new String(content, StandardCharsets.ISO_8859_1));
    }

    byte[] toBytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What stands in the password field of the first line of this name. */
    Optional<String> password(String name) {
        return line(name).map(at -> text.substring(at.passwordStart, at.passwordEnd));
    }

    /** Whether any account has a password of this mark. */
    boolean hasMark(String mark) {
        return text.lines()
                .anyMatch(line -> line.substring(line.indexOf(':') + 1).startsWith(mark));
    }

    /**
     * The same with another password.
     *
     * @param day of the change, since 1970-01-01; at least 1, because 0 would ask for another change at once
     */
    ShadowText with(String name, String password, long day) {
        Place at = line(name).orElseThrow();
        String rest = text.substring(at.dayEnd);
        return new ShadowText(text.substring(0, at.passwordStart) + password + ":" + Math.max(1, day)
                + (rest.startsWith(":") ? rest : "::::::" + rest));
    }

    private Optional<Place> line(String name) {
        String wanted = name + ":";
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            if (text.startsWith(wanted, start)) {
                int from = start + wanted.length();
                int passwordEnd = field(from, end);
                int dayEnd = passwordEnd == end ? end : field(passwordEnd + 1, end);
                return Optional.of(new Place(from, passwordEnd, dayEnd));
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    private int field(int from, int end) {
        int colon = text.indexOf(':', from);
        return colon < 0 || colon > end ? end : colon;
    }

    private record Place(int passwordStart, int passwordEnd, int dayEnd) {}

    @Override
    public String toString() {
        return "ShadowText";
    }
}
