package dev.watchword.server.bootstrap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A password that somebody gives in a file, e.g. of a secret store: its first line. */
final class GivenPassword {

    /** As the password policy has it at its default. */
    private static final int LEAST = 8;

    private static final int MOST = 32;

    private GivenPassword() {}

    /** @throws Refusal when it cannot be a root user's password; the message never holds it */
    static String read(Path file) throws Refusal {
        String text;
        try {
            if (Files.size(file) > 4_096) {
                throw new Refusal(file + " is too long for a password");
            }
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Refusal("the password file " + file + " cannot be read as UTF-8 text");
        }
        String password = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        int length = password.codePointCount(0, password.length());
        if (length < LEAST || length > MOST || password.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal(
                    "the password in " + file + " must have " + LEAST + " to " + MOST + " characters on one line");
        }
        return password;
    }
}
