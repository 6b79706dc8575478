package dev.watchword.account.running;

import dev.watchword.account.FoundText;
import dev.watchword.rootfs.BoundedInput;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command that systemd starts a process with: its control group names the unit, and the unit's files the command (systemd.unit(5),
 * systemd.service(5)). For servers that write another title over their command line. Files of units are root's alone to write.
 */
final class ServiceUnit {

    /** Where units stand, the ones that win first. */
    private static final List<String> FOLDERS = List.of(
            "/etc/systemd/system",
            "/run/systemd/system",
            "/usr/local/lib/systemd/system",
            "/usr/lib/systemd/system",
            "/lib/systemd/system");

    private static final FileLimits LIMITS = new FileLimits(256 << 10, 256 << 10);
    private static final int MOST_PARTS = 100;
    private static final Pattern UNIT =
            Pattern.compile("/([A-Za-z0-9:_.\\\\-]{1,200}(?:@[A-Za-z0-9:_.\\\\-]{0,200})?)\\.service$");

    /** A word, or one in quotes. */
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private static final Pattern COMMAND = Pattern.compile("\\s*ExecStart\\s*=(.*)");

    private ServiceUnit() {}

    /**
     * The words of the command, its program first; empty when no unit started the process, or none that is there.
     *
     * @param process the folder of the process in {@code /proc}
     */
    static List<String> command(RootFs machine, String process) {
        for (String line : text(machine, process + "/cgroup").lines().toList()) {
            Matcher unit = UNIT.matcher(line);
            if (unit.find()) {
                return ofUnit(machine, unit.group(1));
            }
        }
        return List.of();
    }

    private static List<String> ofUnit(RootFs machine, String unit) {
        int at = unit.indexOf('@');
        String instance = at < 0 ? "" : unit.substring(at + 1);
        List<String> names = at < 0 ? List.of(unit) : List.of(unit, unit.substring(0, at + 1));
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            Optional<String> whole = FOLDERS.stream()
                    .map(folder -> text(machine, folder + "/" + name + ".service"))
                    .filter(content -> !content.isEmpty())
                    .findFirst();
            if (whole.isPresent()) {
                text.append(whole.get());
                break;
            }
        }
        parts(machine, names).forEach(part -> text.append('\n').append(part));
        return words(text.toString().replace("\\\n", " "), instance);
    }

    /** What drop-ins add, in the order of their names; of two with the same name the first folder's counts. */
    private static Collection<String> parts(RootFs machine, List<String> names) {
        Map<String, String> parts = new TreeMap<>();
        for (String folder : FOLDERS) {
            for (String name : names) {
                String place = folder + "/" + name + ".service.d";
                if (machine.list(place, MOST_PARTS) instanceof RootFs.Listed.Entries entries) {
                    for (String part : entries.names()) {
                        if (part.endsWith(".conf")) {
                            parts.putIfAbsent(part, text(machine, place + "/" + part));
                        }
                    }
                }
            }
        }
        return parts.values();
    }

    /** The last command; an empty one takes those before away. */
    private static List<String> words(String unit, String instance) {
        List<String> words = new ArrayList<>();
        for (String line : unit.lines().toList()) {
            Matcher command = COMMAND.matcher(line);
            if (command.matches()) {
                words.clear();
                Matcher word = WORD.matcher(command.group(1).strip());
                while (word.find()) {
                    String found = word.group().replaceAll("^[\"']|[\"']$", "");
                    words.add(found.replace("%i", instance).replace("%I", instance));
                }
            }
        }
        if (!words.isEmpty()) {
            words.set(0, words.getFirst().replaceFirst("^[-@:+!|]+", ""));
        }
        return List.copyOf(words);
    }

    private static String text(RootFs machine, String path) {
        if (!(machine.open(path, LIMITS) instanceof RootFs.Opened.File file)) {
            return "";
        }
        try (BoundedInput input = file.input()) {
            return FoundText.decode(input.readAllBytes());
        } catch (IOException gone) {
            return "";
        }
    }
}
