package dev.watchword.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands as the package phase has put them together, on this test's own Java; without the JVM's second compiler, which takes half of so
 * short a life.
 */
final class Built {

    private static final Path FOLDER =
            Path.of("..", "cli", "target", "watchword").toAbsolutePath().normalize();

    private Built() {}

    /**
     * The words that begin {@code watchword}.
     *
     * @param flags more for its JVM
     */
    static List<String> watchword(String... flags) {
        return line("dev.watchword.cli.Watchword", flags);
    }

    /** The words that begin {@code watchword agent}; {@code flags} as above. */
    static List<String> agent(String... flags) {
        return line("dev.watchword.cli.AgentMain", flags);
    }

    private static List<String> line(String main, String... flags) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        words.addAll(List.of(flags));
        words.addAll(List.of("-cp", FOLDER + "/*", main));
        return words;
    }
}
