package dev.watchword.hash;

import dev.watchword.testing.Command;
import dev.watchword.testing.DebianPackage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A second implementation of what crypt(3) cannot judge: {@code oracle.py} beside this class, over Python's hashlib,
 * passlib and the reference implementation of Argon2.
 */
public final class PythonOracle {

    private PythonOracle() {}

    /**
     * One question each line: a function of the script and its arguments.
     *
     * @param arguments text as it is, bytes in hex digits
     */
    public record Question(String function, Object... arguments) {

        private String line() {
            StringBuilder line = new StringBuilder(function);
            for (Object argument : arguments) {
                line.append('\t');
                line.append(argument instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : argument.toString());
            }
            return line.toString();
        }
    }

    /** The answers, one for each question. */
    public static List<String> answers(List<Question> questions) {
        DebianPackage.PYTHON3_PASSLIB.require();
        DebianPackage.PYTHON3_ARGON2.require();
        String input = questions.stream().map(Question::line).collect(Collectors.joining("\n", "", "\n"));
        Command command =
                new Command(List.of("/usr/bin/python3", "-W", "ignore", "-c", script()), input, Duration.ofMinutes(2));
        Command.Ending ending = command.run();
        List<String> answers = ending.output().lines().toList();
        if (ending.exit() != 0 || answers.size() != questions.size()) {
            throw new AssertionError("oracle.py ended with " + ending.exit() + ": "
                    + answers.subList(Math.max(0, answers.size() - 12), answers.size()));
        }
        return answers;
    }

    private static String script() {
        try (InputStream script = PythonOracle.class.getResourceAsStream("oracle.py")) {
            if (script == null) {
                throw new AssertionError("oracle.py is not beside the tests");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
