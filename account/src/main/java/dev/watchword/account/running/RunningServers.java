package dev.watchword.account.running;

import dev.watchword.account.AccountSink;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.Fields;
import dev.watchword.account.FoundText;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.rootfs.BoundedInput;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.HostRootFs;
import dev.watchword.rootfs.Line;
import dev.watchword.rootfs.Lines;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Looks through {@code /proc} of a root (proc(5)); there is none but on a live machine. A command line is what its process says of
 * itself, so only processes of root and of the service's own users are believed: anybody else could lead the scan to files
 * of his choosing. One whose root is another folder (of a container, or a chroot) has other files under the same paths: it
 * is told and not followed. One that only hides folders from itself (PrivateTmp of systemd) has the machine's. Belongs to one thread.
 */
public final class RunningServers {

    private static final String LIVE = "/";
    private static final String PROC = "/proc";
    private static final int MAX_PROCESSES = 100_000;
    private static final int MAX_SERVERS = 1_000;
    private static final int MAX_TOLD = 100;
    private static final FileLimits COMMAND_LINE = new FileLimits(256 << 10, 256 << 10);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** A title that a server gave itself instead of its command line, and the part of it that repeats the command line. */
    private static final Pattern TITLE = Pattern.compile("([^ :/]+): (.*)", Pattern.DOTALL);

    private static final Pattern MASTER = Pattern.compile("master process \\S+ (.*)", Pattern.DOTALL);

    /** The parent in the status of a process: behind its name, which may hold anything, and its state. */
    private static final Pattern PARENT = Pattern.compile(".*\\) \\S ([0-9]{1,9}) .*", Pattern.DOTALL);

    /** The real, effective, saved and file system user of a process, in its status; its name before may hold no line feed (proc(5)). */
    private static final Pattern USERS =
            Pattern.compile("\\nUid:\\t(\\d{1,9})\\t(\\d{1,9})\\t(\\d{1,9})\\t(\\d{1,9})\\n");

    /** Whose users and servers these are, and the machine whose {@code /proc} tells of them: the same but for a container. */
    private final RootFs files;

    private final RootFs root;
    private final ServiceType service;
    private final AccountSink sink;
    private final Roots roots;
    private int told;

    /** Tells the folder that is a process's root from every other one of the machine. */
    interface Roots {

        /** Empty when it may not be looked at. */
        Optional<String> of(long process);
    }

    /**
     * @param service whose servers are looked for
     */
    public RunningServers(RootFs root, ServiceType service, AccountSink sink) {
        this(root, service, sink, RunningServers::identity);
    }

    RunningServers(RootFs root, ServiceType service, AccountSink sink, Roots roots) {
        this.roots = roots;
        this.files = root;
        this.root = root instanceof ProcessRoot inside ? inside.machine() : root;
        this.service = service;
        this.sink = sink;
    }

    /**
     * The running servers with such a program.
     *
     * @param programs names of programs, without folder
     * @param users who is believed besides root
     */
    public List<RunningServer> named(Set<String> programs, Set<String> users) {
        Set<Integer> believed = new HashSet<>(numbers(users));
        believed.add(0);
        List<RunningServer> servers = new ArrayList<>();
        for (String process : processes()) {
            Optional<RunningServer> server = server(process, programs, believed);
            if (server.isPresent()) {
                if (servers.size() == MAX_SERVERS) {
                    sink.incomplete(
                            service, PROC, "more than " + MAX_SERVERS + " servers: the others are not followed");
                    break;
                }
                servers.add(server.get());
            }
        }
        return List.copyOf(servers);
    }

    /**
     * The command that a server was started with by systemd; empty when it was not, or is in a container, where the machine's units
     * say nothing.
     */
    public List<String> unitCommand(RunningServer server) {
        return files instanceof ProcessRoot ? List.of() : ServiceUnit.command(root, server.process());
    }

    private static Optional<String> identity(long process) {
        return HostRootFs.ofProcess((int) process, "process " + process).flatMap(opened -> {
            try (HostRootFs files = opened) {
                return files.identity();
            }
        });
    }

    private List<String> processes() {
        if (!root.name().equals(LIVE)) {
            // a disk or chroot may hold a /proc of the machine that looks at it
            return List.of();
        }
        return switch (root.list(PROC, MAX_PROCESSES)) {
            case RootFs.Listed.Refused refused -> List.of();
            case RootFs.Listed.Entries entries ->
                entries.names().stream()
                        .filter(name -> NUMBER.matcher(name).matches())
                        .toList();
        };
    }

    private Optional<RunningServer> server(String process, Set<String> programs, Set<Integer> believed) {
        String folder = PROC + "/" + process;
        if (files instanceof ProcessRoot inside && !inside.holds(folder)) {
            return Optional.empty();
        }
        List<String> words = untitled(commandLine(folder + "/cmdline"), programs);
        if (words.isEmpty() || !programs.contains(simpleName(words.getFirst()))) {
            return Optional.empty();
        }
        if (!runsAs(folder, believed)) {
            if (isWorker(folder, simpleName(words.getFirst()))) {
                // its parent is the one that says where the configuration stands
                return Optional.empty();
            }
            tell(process, words, "runs as another user: where it says that its configuration stands is not believed");
            return Optional.empty();
        }
        if (!(files instanceof ProcessRoot) && isElsewhere(folder)) {
            tell(process, words, "runs in a container: its files are not those of this root");
            return Optional.empty();
        }
        Optional<String> stands = root.link(folder + "/cwd");
        return Optional.of(new RunningServer(
                folder,
                simpleName(words.getFirst()),
                words.subList(1, words.size()),
                files instanceof ProcessRoot inside ? stands.map(inside::inside) : stands));
    }

    /**
     * Whether nobody but these users has a hand in the process. The owner of its folder is who it acts as: anybody can start a set-uid
     * program under any name, so the user who started it is looked at too.
     */
    private boolean runsAs(String folder, Set<Integer> believed) {
        if (!(root.stat(folder) instanceof RootFs.Stat.Found found)
                || !believed.contains(found.info().uid())) {
            return false;
        }
        Matcher users = USERS.matcher(String.join("", words(folder + "/status")));
        return users.find()
                && IntStream.rangeClosed(1, 4)
                        .mapToObj(users::group)
                        .allMatch(user -> believed.contains(Integer.parseInt(user)));
    }

    private void tell(String process, List<String> words, String what) {
        if (++told > MAX_TOLD) {
            return;
        }
        sink.diagnostic(new Diagnostic(
                new StoreRef(PROC + "/" + process, 0), FoundText.quoted(simpleName(words.getFirst())) + " " + what));
    }

    /** Whether the process sees other files than the first process of this root does. */
    private boolean isElsewhere(String folder) {
        Optional<String> ours = root.link(PROC + "/self/ns/mnt");
        Optional<String> theirs = root.link(folder + "/ns/mnt");
        Optional<String> top = root.link(folder + "/root");
        boolean otherMounts = ours.isPresent() && theirs.isPresent() && !ours.equals(theirs);
        return top.filter(path -> !path.equals("/")).isPresent() || (otherMounts && !hasOurRoot(folder));
    }

    /** Whether the folder that the process has for its root is this root's, in the namespace of the same users. */
    private boolean hasOurRoot(String folder) {
        Optional<String> users = root.link(folder + "/ns/user");
        if (users.isEmpty() || !users.equals(root.link(PROC + "/self/ns/user"))) {
            return false;
        }
        int process = Integer.parseInt(folder.substring(PROC.length() + 1));
        Optional<String> theirs = roots.of(process);
        return theirs.isPresent()
                && theirs.equals(roots.of(ProcessHandle.current().pid()));
    }

    /** Whether a server of the same name started it, to work under another user. */
    private boolean isWorker(String folder, String program) {
        Matcher status = PARENT.matcher(String.join("", words(folder + "/stat")));
        if (!status.find()) {
            return false;
        }
        List<String> parent = commandLine(PROC + "/" + status.group(1) + "/cmdline");
        return !parent.isEmpty() && simpleName(parent.getFirst()).equals(program);
    }

    /** A server's command line; of one that gave itself a title, the words that the title repeats of it. */
    private List<String> commandLine(String path) {
        List<String> words = words(path);
        Matcher title = TITLE.matcher(words.isEmpty() ? "" : words.getFirst());
        if (!title.matches()) {
            return words;
        }
        List<String> told = new ArrayList<>(List.of(title.group(1)));
        Matcher master = MASTER.matcher(title.group(2));
        if (master.matches()) {
            told.addAll(List.of(master.group(1).split(" +")));
        }
        return told;
    }

    /** A title that stands in one word for the whole command line: the program, then what it says of itself (Redis). */
    private static List<String> untitled(List<String> words, Set<String> programs) {
        if (words.isEmpty() || !words.stream().skip(1).allMatch(String::isEmpty)) {
            return words;
        }
        List<String> title = List.of(words.getFirst().split(" +"));
        return !title.isEmpty() && programs.contains(simpleName(title.getFirst())) ? title : words;
    }

    /** What stands in a file of /proc between its NULs. */
    private List<String> words(String path) {
        if (!(root.open(path, COMMAND_LINE) instanceof RootFs.Opened.File file)) {
            return List.of();
        }
        try (BoundedInput input = file.input()) {
            byte[] bytes = input.readAllBytes();
            List<String> words = new ArrayList<>();
            int from = 0;
            for (int at = 0; at < bytes.length; at++) {
                if (bytes[at] == 0) {
                    words.add(FoundText.decode(Arrays.copyOfRange(bytes, from, at)));
                    from = at + 1;
                }
            }
            if (from < bytes.length) {
                words.add(FoundText.decode(Arrays.copyOfRange(bytes, from, bytes.length)));
            }
            return words;
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static String simpleName(String program) {
        return program.substring(program.lastIndexOf('/') + 1);
    }

    /** A file without a known owner has the number -1, which no user may have here. */
    private static void add(Set<Integer> numbers, long uid) {
        if (uid >= 0 && uid <= Integer.MAX_VALUE) {
            numbers.add((int) uid);
        }
    }

    /** The numbers of these users of the root. */
    private Set<Integer> numbers(Set<String> users) {
        if (users.isEmpty() || !(files.open("/etc/passwd", FileLimits.ACCOUNTS) instanceof RootFs.Opened.File file)) {
            return Set.of();
        }
        Set<Integer> numbers = new HashSet<>();
        try (BoundedInput input = file.input()) {
            Lines lines = new Lines(input);
            while (true) {
                switch (lines.next()) {
                    case Line.Text text -> {
                        Fields fields = new Fields(text.bytes());
                        if (users.contains(fields.text(1))) {
                            add(numbers, fields.number(3, -1));
                        }
                    }
                    case Line.TooLong passed -> {
                        // no user of a service
                    }
                    case Line.End end -> {
                        return numbers;
                    }
                }
            }
        } catch (IOException closed) {
            return numbers;
        }
    }
}
