package dev.watchword.cli;

import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The name that a root file system gives its machine. */
final class HostName {

    private static final FileLimits LIMITS = new FileLimits(256, 256);

    private HostName() {}

    /** The first word of {@code /etc/hostname}, or {@code ""}. */
    static String of(RootFs root) {
        return switch (root.open("/etc/hostname", LIMITS)) {
            case RootFs.Opened.Refused refused -> "";
            case RootFs.Opened.File file -> firstWord(file);
        };
    }

    private static String firstWord(RootFs.Opened.File file) {
        try (var input = file.input()) {
            String text = new String(input.readAllBytes(), StandardCharsets.UTF_8).strip();
            return text.lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            return "";
        }
    }
}
