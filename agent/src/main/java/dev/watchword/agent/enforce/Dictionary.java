package dev.watchword.agent.enforce;

import dev.watchword.agent.program.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Makes a dictionary of cracklib of the host's own one and of more words, by cracklib's own programs. */
final class Dictionary {

    /** A longer word is not found by cracklib. */
    static final int LONGEST_WORD = 31;

    static final List<String> ENDINGS = List.of(".hwm", ".pwd", ".pwi");

    private static final Duration LIMIT = Duration.ofMinutes(5);

    // Sorted by bytes (the program's environment says LC_ALL=C), as the packer needs it. $1 is the former dictionary or
    // nothing, $2 the new
    // one, $3 a file for the time being.
    private static final String SCRIPT = """
            umask 077
            set -e
            trap 'rm -f "$3"' EXIT
            : > "$3"
            if [ -n "$1" ]; then cracklib-unpacker "$1" > "$3"; fi
            tr A-Z a-z >> "$3"
            sort -u -T "${3%/*}" -o "$3" "$3"
            cracklib-packer "$2" < "$3" > /dev/null
            """;

    private Dictionary() {}

    /**
     * Makes it in three files that their owner alone reads.
     *
     * @param former a dictionary without its ending, {@code ""} for none
     * @throws IOException when cracklib's programs are missing or fail
     */
    static void make(String former, Path target, List<String> words) throws IOException {
        byte[] input = input(words);
        try {
            Program program = new Program(
                    Path.of("/bin/sh"),
                    List.of("-c", SCRIPT, "dictionary", former, target.toString(), target + ".words"),
                    LIMIT);
            if (!(program.run(input) instanceof Program.Ending.Exited(int status, byte[] output) && status == 0)) {
                throw new IOException("cracklib-packer made no dictionary: is cracklib-runtime installed?");
            }
            for (String ending : ENDINGS) {
                HostFiles.sync(Path.of(target + ending));
            }
        } finally {
            Arrays.fill(input, (byte) 0);
            Files.deleteIfExists(Path.of(target + ".words"));
        }
    }

    private static byte[] input(List<String> words) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String word : words) {
            all.writeBytes((word + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return all.toByteArray();
    }

    /** Whether cracklib can find it: one line, not empty, not too long. */
    static boolean takes(String word) {
        return !word.isBlank()
                && word.strip().equals(word)
                && word.chars().noneMatch(Character::isISOControl)
                && word.getBytes(StandardCharsets.UTF_8).length <= LONGEST_WORD;
    }
}
