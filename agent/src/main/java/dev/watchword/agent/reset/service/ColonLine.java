package dev.watchword.agent.reset.service;

import dev.watchword.account.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A line of {@code user:password} and perhaps more fields, in which the password is exchanged. Has no state. */
final class ColonLine {

    private ColonLine() {}

    /**
     * The content with another second field in one line.
     *
     * @param number of the line, from 1
     * @param user who must stand in its first field
     * @param password in ASCII
     * @return empty when the line is none of that user's
     */
    static Optional<byte[]> with(byte[] content, int number, String user, String password) {
        int from = 0;
        for (int line = 1; line < number; line++) {
            from = end(content, from) + 1;
        }
        if (number < 1 || from >= content.length) {
            return Optional.empty();
        }
        byte[] line = java.util.Arrays.copyOfRange(content, from, end(content, from));
        Fields fields = new Fields(line);
        if (fields.count() < 2 || !fields.text(1).equals(user)) {
            return Optional.empty();
        }
        int start = from + fields.start(2);
        // One char for each byte, and back.
        String text = new String(content, StandardCharsets.ISO_8859_1);
        String changed = text.substring(0, start) + password + text.substring(start + passwordLength(fields));
        return Optional.of(changed.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A carriage return is the line's, not the password's. */
    private static int passwordLength(Fields fields) {
        return fields.latin1(2).stripTrailing().length();
    }

    private static int end(byte[] content, int from) {
        int at = from;
        while (at < content.length && content[at] != '\n') {
            at++;
        }
        return at;
    }
}
