package dev.watchword.testing;

import jakarta.annotation.PostConstruct;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.startup.Bootstrap;

/** How Tomcat's own main classes are started in a JVM like this one. */
final class TomcatPrograms {

    private TomcatPrograms() {}

    static List<String> java(List<String> options, String mainClass, List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A short-lived JVM of a test: little memory, quick to start.
        words.addAll(List.of("-Xmx96m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en"));
        words.addAll(List.of("-Dfile.encoding=UTF-8", "--enable-native-access=ALL-UNNAMED"));
        words.addAll(options);
        words.addAll(List.of("-cp", jarOf(Bootstrap.class) + ":" + jarOf(PostConstruct.class), mainClass));
        words.addAll(arguments);
        return words;
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new FixtureFailure("cannot tell where Tomcat's classes are", e);
        }
    }
}
