package dev.watchword.benchmark.john;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The system's crypt(3), asked for a sample of guesses: it has no start to speak of, so more take in proportion. */
final class Libxcrypt {

    private final Path guesser;
    private final Path folder;
    private final double sampleSeconds;

    /** @param guesser the script that guesses */
    Libxcrypt(Path guesser, Path folder, double sampleSeconds) {
        this.guesser = guesser;
        this.folder = folder;
        this.sampleSeconds = sampleSeconds;
    }

    /** Guesses a second of processor time with a hash of {@link Yardstick#PASSWORD}. */
    double rate(String stored) throws IOException, InterruptedException {
        Path hashes =
                Files.writeString(folder.resolve("sample"), (GeneratedFiles.PLANTED + ":" + stored + "\n").repeat(50));
        Path words = Files.writeString(
                folder.resolve("sample-words"), "made-up\n".repeat(20_000) + Yardstick.PASSWORD + "\n");
        Process process = new ProcessBuilder(List.of(
                        guesser.toString(), Double.toString(sampleSeconds), hashes.toString(), words.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !output.contains(GeneratedFiles.PLANTED)) {
            throw new IOException("crypt(3) did not find the planted password: " + output);
        }
        String[] fields = output.strip().split(" ", -1);
        return Double.parseDouble(fields[0]) / Double.parseDouble(fields[1]);
    }
}
