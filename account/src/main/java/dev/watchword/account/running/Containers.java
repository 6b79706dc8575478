package dev.watchword.account.running;

import dev.watchword.account.AccountSink;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.FoundText;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.rootfs.BoundedInput;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.HostRootFs;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The other root file systems of a live machine: those of its containers and chroots, found by the processes that see them. Only
 * processes of the machine's own user namespace are believed, since it took root to give them another root; what others
 * made for themselves is told and not followed. A service that only hides some folders from itself has the machine's root. Belongs to
 * one thread.
 */
public final class Containers {

    private static final String PROC = "/proc";
    private static final int MAX_PROCESSES = 100_000;
    private static final int MAX_ROOTS = 1_000;
    private static final FileLimits GROUPS = new FileLimits(64 << 10, 64 << 10);
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    /** The number that runtimes give a container, in the name of its control group. */
    private static final Pattern CONTAINER_ID = Pattern.compile("(?<![0-9a-f])([0-9a-f]{12})[0-9a-f]{52}(?![0-9a-f])");

    /** What is left of a control group's name for other tools: LXC, systemd-nspawn. */
    private static final Pattern MACHINE =
            Pattern.compile("(?:lxc\\.payload\\.|/lxc/|/machine-)([A-Za-z0-9_.-]{1,64})");

    private final RootFs machine;
    private final AccountSink sink;
    private final Set<ProcessRoot.View> views = new HashSet<>();
    private final Set<String> roots = new HashSet<>();

    private Containers(RootFs machine, AccountSink sink) {
        this.machine = machine;
        this.sink = sink;
    }

    /**
     * Hands every other root to {@code reader}, with a sink that names where it stands, and closes it afterwards. Nothing happens
     * unless {@code machine} is a live one.
     */
    public static void read(RootFs machine, AccountSink sink, BiConsumer<RootFs, AccountSink> reader) {
        if (machine.name().equals("/")) {
            new Containers(machine, sink).read(reader);
        }
    }

    private void read(BiConsumer<RootFs, AccountSink> reader) {
        if (!(machine.list(PROC, MAX_PROCESSES) instanceof RootFs.Listed.Entries entries)) {
            return;
        }
        ProcessRoot.View.of(machine, PROC + "/self").ifPresent(views::add);
        HostRootFs.ofProcess((int) ProcessHandle.current().pid(), "self").ifPresent(own -> {
            own.identity().ifPresent(roots::add);
            own.close();
        });
        List<Integer> processes = entries.names().stream()
                .filter(name -> NUMBER.matcher(name).matches())
                .map(Integer::valueOf)
                .sorted(Comparator.naturalOrder())
                .toList();
        for (int process : processes) {
            if (roots.size() > MAX_ROOTS) {
                sink.incomplete(
                        ServiceType.SYSTEM, PROC, "more than " + MAX_ROOTS + " containers: the others are not read");
                return;
            }
            ProcessRoot.View.of(machine, PROC + "/" + process)
                    .filter(views::add)
                    .ifPresent(view -> follow(process, view, reader));
        }
    }

    private void follow(int process, ProcessRoot.View view, BiConsumer<RootFs, AccountSink> reader) {
        String folder = PROC + "/" + process;
        Optional<HostRootFs> opened = HostRootFs.ofProcess(process, name(text(folder + "/cgroup"), view));
        if (opened.isEmpty()) {
            return;
        }
        try (RootFs root = new ProcessRoot(opened.get(), machine, view)) {
            boolean another = opened.get().identity().filter(roots::add).isPresent();
            boolean unchanged =
                    ProcessRoot.View.of(machine, folder).filter(view::equals).isPresent();
            if (!another || !unchanged) {
                return;
            }
            if (!machine.link(folder + "/ns/user").equals(machine.link(PROC + "/self/ns/user"))) {
                sink.diagnostic(new Diagnostic(
                        new StoreRef(folder, 0),
                        FoundText.quoted(root.name()) + " was made by a user for himself: its files are not read"));
                return;
            }
            reader.accept(root, new NamedSink(sink, root.name()));
        }
    }

    /**
     * What a root is called.
     *
     * @param groups the control groups of a process that sees it, as {@code /proc} writes them
     */
    static String name(String groups, ProcessRoot.View view) {
        Matcher id = CONTAINER_ID.matcher(groups);
        if (id.find()) {
            return "container " + id.group(1);
        }
        Matcher other = MACHINE.matcher(groups);
        if (other.find()) {
            return "container " + other.group(1);
        }
        if (!view.top().equals("/")) {
            return "chroot " + FoundText.quoted(view.top()).replace(':', '_');
        }
        return "container " + view.namespace().replaceAll("[^0-9]", "");
    }

    private String text(String path) {
        if (!(machine.open(path, GROUPS) instanceof RootFs.Opened.File file)) {
            return "";
        }
        try (BoundedInput input = file.input()) {
            return new String(input.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
