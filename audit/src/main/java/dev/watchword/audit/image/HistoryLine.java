package dev.watchword.audit.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A line of an image's history, fit to be shown: what kind of instruction it is, which commands it runs and which paths it
 * copies, but no argument of a command and no value, since any of these may be a password.
 */
final class HistoryLine {

    private static final int LONGEST = 160;
    private static final int MOST_READ = 4_096;
    private static final String LEFT_OUT = "...";
    private static final Pattern COMMAND = Pattern.compile("[A-Za-z_./][A-Za-z0-9_./+-]{0,39}");
    private static final Pattern SEPARATORS = Pattern.compile("&&|\\|\\||[;|&\n]");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);

    private HistoryLine() {}

    /**
     * @param createdBy as the configuration has it
     */
    static String shown(String createdBy) {
        String line = createdBy.length() > MOST_READ ? createdBy.substring(0, MOST_READ) : createdBy;
        String text = line.strip();
        int shell = text.indexOf("/bin/sh -c ");
        if (shell >= 0) {
            String command = text.substring(shell + "/bin/sh -c ".length()).strip();
            return command.startsWith("#(nop)")
                    ? instruction(command.substring("#(nop)".length()).strip())
                    : run(command);
        }
        return instruction(text);
    }

    private static String instruction(String text) {
        String[] parts = text.split("\\s+", 2);
        String keyword = parts[0].toUpperCase(Locale.ROOT);
        String rest = parts.length == 2 ? parts[1] : "";
        return switch (keyword) {
            case "" -> "";
            case "COPY", "ADD", "WORKDIR", "USER", "VOLUME", "EXPOSE" -> cut(keyword + " " + rest);
            case "RUN" -> run(rest);
            case "ENV", "ARG", "LABEL" -> keyword + " " + names(rest);
            default -> COMMAND.matcher(keyword).matches() ? keyword + (rest.isEmpty() ? "" : " " + LEFT_OUT) : LEFT_OUT;
        };
    }

    /** Names before the equals signs. The old form has a space there, and one name. */
    private static String names(String text) {
        List<String> names = new ArrayList<>();
        for (String word : text.split("\\s+")) {
            if (ASSIGNMENT.matcher(word).matches()) {
                names.add(word.substring(0, word.indexOf('=')) + "=" + LEFT_OUT);
            }
        }
        String first = text.split("[\\s=]", 2)[0];
        boolean oldForm = names.isEmpty() && COMMAND.matcher(first).matches();
        return cut(oldForm ? first + " " + LEFT_OUT : String.join(" ", names));
    }

    /** The first word of each command; text in quotes may look like more commands and is dropped with its quotes. */
    private static String run(String text) {
        List<String> commands = new ArrayList<>();
        for (String part : SEPARATORS.split(withoutQuotes(text))) {
            for (String word : part.strip().split("\\s+")) {
                if (word.isEmpty() || ASSIGNMENT.matcher(word).matches() || word.startsWith("-")) {
                    continue;
                }
                commands.add(COMMAND.matcher(word).matches() ? word + " " + LEFT_OUT : LEFT_OUT);
                break;
            }
        }
        return cut("RUN " + String.join("; ", commands));
    }

    private static String withoutQuotes(String text) {
        StringBuilder bare = new StringBuilder();
        char open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                bare.append(open == 0 ? "?" : "");
            } else if (open != 0) {
                open = c == open ? 0 : open;
            } else if (c == '"' || c == '\'') {
                open = c;
                bare.append('?');
            } else {
                bare.append(c);
            }
        }
        return bare.toString();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + LEFT_OUT;
    }
}
