package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.testing.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code watchword up}: server and agent of a machine in one process, as the README begins. */
class UpIT {

    /** {@code openssl passwd -6 -salt saltsalt qwerty123}, OpenSSL 3.0. */
    private static final String ANN =
            "$6$saltsalt$Yw3.KJ5PUQLpvBmKpKZ8MAPUdzdtxZsu3bNtiC0ufFfan5FMnQjlPusS1dO.7hprZOUIRECUQy4SalDs9EjXr.";

    /** A digest that no word has. */
    private static final String BOB = "$6$saltsalu$" + "x".repeat(85) + ".";

    @TempDir
    private Path home = Path.of("");

    @BeforeEach
    void machine() throws IOException {
        Path etc = Files.createDirectories(home.resolve("root/etc"));
        Files.writeString(etc.resolve("machine-id"), "0123456789abcdef0123456789abcdef\n");
        Files.writeString(etc.resolve("hostname"), "web-7\n");
        Files.writeString(
                etc.resolve("passwd"), "ann:x:1000:1000::/home/ann:/bin/bash\nbob:x:1001:1001::/home/bob:/bin/bash\n");
        Files.writeString(
                etc.resolve("shadow"), "ann:" + ANN + ":20000:0:99999:7:::\nbob:" + BOB + ":20000:0:99999:7:::\n");
    }

    @Test
    void showsTheFindingsHandsThemToTheServerAndEndsAsTheScanDid() throws IOException {
        Command.Ending first = up("--fail-on-findings");
        assertEquals(1, first.exit(), first.output());
        assertTrue(first.output().matches("(?s).*high +system +ann +usable +common.*"), first.output());
        assertTrue(
                first.output().contains("watchword: the findings are kept in " + home.resolve("data")), first.output());
        assertFalse(first.output().contains("qwerty123"), first.output());

        try (ServedWatchword served = ServedWatchword.over(home)) {
            String own = "/v1/watchword/" + served.bootstrap().projectId();
            var findings =
                    served.root().get(own + "/findings").expect(200).json().path("data_list");
            assertEquals(1, findings.size(), findings.toString());
            assertEquals("ann", findings.path(0).path("user_name").asText());
            assertEquals("common", findings.path(0).path("weakness").asText());
            assertEquals(
                    1,
                    served.root()
                            .get(own + "/agents")
                            .expect(200)
                            .json()
                            .path("data_list")
                            .size());
        }
    }

    @Test
    void endsWithTheStatusOfAScanThatCouldNotReadEverything() throws IOException {
        Files.delete(home.resolve("root/etc/shadow"));
        Files.createDirectory(home.resolve("root/etc/shadow"));
        Command.Ending ending = up("--fail-on-findings");
        assertEquals(3, ending.exit(), ending.output());
        assertTrue(ending.output().contains("INCOMPLETE"), ending.output());
    }

    @Test
    void opensNoServerToOthers() {
        Command.Ending ending = up("--listen", "0.0.0.0:0");
        assertEquals(2, ending.exit(), ending.output());
        assertTrue(ending.output().contains("this machine only"), ending.output());
    }

    private Command.Ending up(String... more) {
        List<String> words = Built.watchword("-Xss2m");
        words.addAll(List.of(
                "up",
                "--once",
                "--root",
                home.resolve("root").toString(),
                "--data",
                home.resolve("data").toString(),
                "--budget",
                "2s,4s"));
        if (!List.of(more).contains("--listen")) {
            words.addAll(List.of("--listen", "127.0.0.1:0"));
        }
        words.addAll(List.of(more));
        return new Command(words, "", Duration.ofMinutes(3)).run();
    }
}
