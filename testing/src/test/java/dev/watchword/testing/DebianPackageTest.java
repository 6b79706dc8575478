package dev.watchword.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DebianPackageTest {

    @Test
    void installerInstallsExactlyThePackagesThatFixturesNeed() throws IOException {
        Matcher list = Pattern.compile("packages=\\(([^)]*)\\)").matcher(Files.readString(Path.of("install-peers")));
        list.find();
        List<String> installed = List.of(list.group(1).strip().split("\\s+"));
        assertEquals(
                Arrays.stream(DebianPackage.values())
                        .map(DebianPackage::debianName)
                        .toList(),
                installed);
    }

    @Test
    void missingPackageFailsWithTheCommandThatInstallsIt() {
        FixtureFailure failure = assertThrows(
                FixtureFailure.class, () -> DebianPackage.require("hiredis", Path.of("/usr/bin/no-such-program")));
        assertTrue(failure.toString().contains("apt-get install hiredis"), failure.toString());
        assertTrue(failure.toString().contains("/usr/bin/no-such-program"), failure.toString());
    }
}
