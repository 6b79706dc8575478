package dev.watchword.agent.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.AccountStores;
import dev.watchword.audit.Auditor;
import dev.watchword.candidate.Wordlist;
import dev.watchword.hash.HashSchemes;
import dev.watchword.image.source.LocalImages;
import dev.watchword.protocol.ScanReport;
import dev.watchword.rootfs.RootFs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InstallationTest {

    /** A class that is missing in the agent's own Java would show on the machine only, in the middle of a scan. */
    @Test
    void theRuntimeHasEveryModuleThatOurCodeNames() {
        List<String> ours = Stream.of(
                        Installation.class,
                        Auditor.class,
                        AccountStores.class,
                        RootFs.class,
                        HashSchemes.class,
                        Wordlist.class,
                        LocalImages.class,
                        ScanReport.class)
                .map(one ->
                        one.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toList();
        StringWriter said = new StringWriter();
        StringWriter problems = new StringWriter();
        List<String> words =
                new ArrayList<>(List.of("--multi-release", "25", "--ignore-missing-deps", "--print-module-deps"));
        words.addAll(ours);
        int status = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(new PrintWriter(said, true), new PrintWriter(problems, true), words.toArray(String[]::new));
        assertEquals(0, status, problems::toString);
        Set<String> missing = new TreeSet<>(List.of(said.toString().strip().split(",")));
        assertTrue(missing.contains("jdk.net"), missing::toString);
        missing.removeAll(List.of(Installation.MODULES.split(",")));
        assertEquals(Set.of(), missing);
    }
}
