package dev.watchword.account.shadow;

import dev.watchword.account.AccountSink;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where else than in files nsswitch.conf(5) lets accounts come from: nobody is to think that all were seen. */
final class NameServices {

    private static final String PATH = "/etc/nsswitch.conf";
    private static final List<String> DIRECTORIES =
            List.of("ldap", "sss", "winbind", "nis", "nisplus", "compat", "hesiod", "db");

    private NameServices() {}

    static void read(RootFs root, AccountSink sink) {
        Optional<StoreFile> opened = StoreFile.open(root, PATH, FileLimits.CONFIGURATION, ServiceType.SYSTEM, sink);
        if (opened.isEmpty()) {
            return;
        }
        try (StoreFile file = opened.get()) {
            file.readLines((line, number) -> readLine(file, line, number));
        }
    }

    private static void readLine(StoreFile file, byte[] bytes, int number) {
        String line = new String(bytes, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
        if (!line.startsWith("passwd:")) {
            return;
        }
        Set<String> found =
                new LinkedHashSet<>(List.of(line.substring(7).strip().split("\\s+")));
        found.retainAll(DIRECTORIES);
        if (!found.isEmpty()) {
            file.diagnostic(number, "accounts of " + String.join(", ", found) + " are not in files: they are not read");
        }
    }
}
