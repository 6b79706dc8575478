package dev.watchword.agent.identity;

import dev.watchword.protocol.HostFacts;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a machine says of itself from its root file system (machine-id(5), hostname(5), os-release(5)). */
public final class ThisHost {

    private static final FileLimits LIMITS = new FileLimits(64 << 10, 64 << 10);
    private static final Pattern MACHINE_ID = Pattern.compile("[0-9a-f]{32}");
    private static final String PURPOSE = "watchword/machine/v1\0";
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_LABEL = 64;

    private ThisHost() {}

    /**
     * The facts.
     *
     * @param addresses the machine's, first the one that it uses towards the server
     * @throws IOException when the machine has no id of its own
     */
    public static HostFacts facts(RootFs root, List<String> addresses, String bootId, String version)
            throws IOException {
        String machineId = text(root, "/etc/machine-id")
                .or(() -> text(root, "/var/lib/dbus/machine-id"))
                .map(String::strip)
                .filter(id -> MACHINE_ID.matcher(id).matches())
                .orElseThrow(() -> new IOException(withoutMachineId(root.name())));
        Map<String, String> release = text(root, "/etc/os-release")
                .or(() -> text(root, "/usr/lib/os-release"))
                .map(ThisHost::assignments)
                .orElse(Map.of());
        return new HostFacts(
                digest(machineId),
                name(root).orElse("localhost"),
                addresses,
                "Linux",
                label(release.getOrDefault("NAME", "Linux")),
                label(release.getOrDefault("VERSION_ID", "")),
                bootId,
                version);
    }

    private static String withoutMachineId(String root) {
        return root.equals("/")
                ? "/etc/machine-id holds no machine id; systemd-machine-id-setup makes one"
                : root + "/etc/machine-id holds no machine id; systemd-machine-id-setup --root=" + root + " makes one";
    }

    /** The machine's own name; empty when it has none. */
    public static Optional<String> name(RootFs root) {
        return text(root, "/etc/hostname")
                .flatMap(text -> text.lines().findFirst())
                .map(line -> cut(printable(line.strip()), LONGEST_NAME))
                .filter(name -> !name.isEmpty());
    }

    /** What the server is told instead of the machine's own id, which is not to be shown around. */
    static String digest(String machineId) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((PURPOSE + machineId).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    private static Map<String, String> assignments(String text) {
        Map<String, String> found = new HashMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                found.put(
                        line.substring(0, equals).strip(),
                        unquoted(line.substring(equals + 1).strip()));
            }
        });
        return found;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
    }

    private static String label(String text) {
        return cut(printable(text), LONGEST_LABEL);
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "");
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    private static Optional<String> text(RootFs root, String path) {
        return switch (root.open(path, LIMITS)) {
            case RootFs.Opened.Refused refused -> Optional.empty();
            case RootFs.Opened.File file -> content(file);
        };
    }

    private static Optional<String> content(RootFs.Opened.File file) {
        try (var input = file.input()) {
            return Optional.of(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
