package dev.watchword.audit;

import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * The name that a root file system gives its machine, with its domain where a file tells it, as candidates are made from both:
 * bots read the domain from the address's name and try it with years and marks.
 */
public final class MachineName {

    private static final FileLimits LIMITS = new FileLimits(64 << 10, 64 << 10);
    private static final int LONGEST = 253;

    private MachineName() {}

    /**
     * The first word of {@code /etc/hostname}; without a dot in it, with the domain of its line in {@code /etc/hosts} or the one of
     * {@code /etc/mailname}.
     *
     * @return at most 253 characters, {@code ""} when no name is told
     */
    public static String of(RootFs root) {
        String name = words(root, "/etc/hostname")
                .map(List::getFirst)
                .filter(each -> each.length() <= LONGEST)
                .findFirst()
                .orElse("");
        if (name.isEmpty() || name.contains(".") || name.equals("localhost")) {
            return name;
        }
        return words(root, "/etc/hosts")
                .flatMap(line -> line.stream().skip(1))
                .filter(each -> each.startsWith(name + "."))
                .findFirst()
                .or(() -> words(root, "/etc/mailname")
                        .map(List::getFirst)
                        .filter(mail -> mail.contains("."))
                        .map(mail -> mail.startsWith(name + ".") ? mail : name + "." + mail)
                        .findFirst())
                .filter(full -> full.length() <= LONGEST)
                .orElse(name);
    }

    /** The words of each line that is no comment; nothing of a file that cannot be read. */
    private static Stream<List<String>> words(RootFs root, String path) {
        return text(root, path)
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .map(line -> List.of(line.split("\\s+")));
    }

    private static String text(RootFs root, String path) {
        if (!(root.open(path, LIMITS) instanceof RootFs.Opened.File file)) {
            return "";
        }
        try (var input = file.input()) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
