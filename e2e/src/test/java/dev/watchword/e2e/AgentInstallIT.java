package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.database.Dialect;
import dev.watchword.testing.Command;
import dev.watchword.testing.DebianPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as {@code agent install} leaves it on a machine: its own runtime, its units, and nothing after {@code uninstall}. */
class AgentInstallIT {

    private static final List<String> UNITS = List.of("watchword-agent.service", "watchword-agent-reset.service");

    @TempDir
    private Path home = Path.of("");

    private Path machine() {
        return home.resolve("machine");
    }

    @Test
    void runsWithoutAnyOtherJavaAndGoesAwayWhole() throws IOException {
        Files.createDirectories(machine().resolve("etc/systemd/system"));
        Files.writeString(machine().resolve("etc/systemd/system/other.service"), "[Service]\nExecStart=/bin/true\n");
        try (ServedWatchword served = ServedWatchword.on(Dialect.SQLITE);
                BuiltAgent built = BuiltAgent.in(home)) {
            List<String> before = files();
            assertEquals(0, built.run("install", "--destination", machine().toString()), built::printed);
            assertFalse(built.printed().contains("archive"), built::printed);
            assertTrue(
                    Files.size(machine().resolve("usr/lib/watchword/runtime/lib/server/classes.jsa")) > 1_000_000,
                    "starts are quick");
            verifyUnits();
            long bytes = 0;
            for (String file : files()) {
                bytes += Files.isRegularFile(machine().resolve(file), LinkOption.NOFOLLOW_LINKS)
                        ? Files.size(machine().resolve(file))
                        : 0;
            }
            System.out.println("an installed agent takes " + bytes / 1_000_000 + " MB");

            built.file("etc/machine-id", "0123456789abcdef0123456789abcdef\n")
                    .file("etc/passwd", "ann:x:1000:1000::/home/ann:/bin/bash\n")
                    .file("etc/shadow", "ann::20000:0:99999:7:::\n");
            BuiltAgent installed = built.by(
                    "/usr/bin/env",
                    "-i",
                    "PATH=/usr/bin:/bin",
                    machine().resolve("usr/lib/watchword/watchword-agent").toString());
            assertEquals(4, installed.run("status", "--state", built.state().toString()));
            assertTrue(built.printed().contains("is not a folder"), built::printed);
            installed.enrol(served);
            assertEquals(
                    0,
                    installed.run(
                            "scan",
                            "--state",
                            built.state().toString(),
                            "--root",
                            built.root().toString(),
                            "--cpu-share",
                            "100",
                            "--budget",
                            "1s,1s"),
                    built::printed);
            assertEquals(0, installed.run("status", "--state", built.state().toString()), built::printed);
            assertTrue(built.printed().contains("connected"), built::printed);
            assertEquals(
                    0, installed.run("apply-resets", "--state", built.state().toString()), built::printed);

            givesScannersRoom(built);

            assertEquals(0, built.run("uninstall", "--destination", machine().toString()), built::printed);
            assertTrue(built.printed().contains("/var/lib/watchword-agent holds its keys"), built::printed);
            List<String> left = new ArrayList<>(files());
            left.removeAll(before);
            left.removeIf(file -> Files.isDirectory(machine().resolve(file), LinkOption.NOFOLLOW_LINKS));
            assertEquals(List.of(), left);
            assertTrue(Files.exists(machine().resolve("etc/systemd/system/other.service")));
        }
    }

    /** A scanner's unit has room for reading images until it is installed without, and the installed command can read images. */
    private void givesScannersRoom(BuiltAgent built) throws IOException {
        Path room = machine().resolve("etc/systemd/system/watchword-agent.service.d/scanner.conf");
        assertFalse(Files.exists(room));
        // What lies there is replaced, not joined.
        Path stale = Files.writeString(machine().resolve("usr/lib/watchword/lib/stale.jar"), "");
        assertEquals(
                0, built.run("install", "--scanner", "--destination", machine().toString()), built::printed);
        assertFalse(Files.exists(stale));
        assertTrue(Files.readString(room).contains("MemoryMax=960M"));
        Path beside = Files.createDirectories(home.resolve("units/watchword-agent.service.d"));
        Files.copy(room, beside.resolve("scanner.conf"));
        verifyUnits();
        BuiltAgent installed = built.by(
                "/usr/bin/env",
                "-i",
                "PATH=/usr/bin:/bin",
                machine().resolve("usr/lib/watchword/watchword-agent").toString());
        assertEquals(0, installed.run("images", "--help"), built::printed);
        assertEquals(0, built.run("install", "--destination", machine().toString()), built::printed);
        assertFalse(Files.exists(room), "a machine that is no scanner any more");
        assertEquals(
                0, built.run("install", "--scanner", "--destination", machine().toString()), built::printed);
    }

    /** By systemd itself, with the root that they were installed below; nothing is started. */
    private void verifyUnits() throws IOException {
        DebianPackage.SYSTEMD.require();
        for (String unit : UNITS) {
            Path wanted = machine().resolve("etc/systemd/system/multi-user.target.wants/" + unit);
            assertEquals(
                    "/etc/systemd/system/" + unit,
                    Files.readSymbolicLink(wanted).toString());
            String text = Files.readString(machine().resolve("etc/systemd/system/" + unit));
            String reachable = text.replace("/usr/lib/watchword/", machine().resolve("usr/lib/watchword") + "/");
            Path copy = Files.writeString(
                    Files.createDirectories(home.resolve("units")).resolve(unit), reachable);
            Command.Ending ending = Command.of("/usr/bin/systemd-analyze", "verify", "--man=no", copy.toString())
                    .run();
            assertEquals("", ending.output(), unit);
            assertEquals(0, ending.exit(), unit);
        }
        String scan = Files.readString(machine().resolve("etc/systemd/system/watchword-agent.service"));
        assertTrue(scan.contains("\nCPUQuota=20%\n") && scan.contains("\nMemoryMax=384M\n"), scan);
        Path broken = Files.writeString(home.resolve("units/broken.service"), "[Service]\nExecStart=/no/such\n");
        assertTrue(
                Command.of("/usr/bin/systemd-analyze", "verify", "--man=no", broken.toString())
                                .run()
                                .exit()
                        != 0,
                "a verification that finds nothing has to be one that would");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(machine())) {
            return files.map(file -> machine().relativize(file).toString()).toList();
        }
    }
}
