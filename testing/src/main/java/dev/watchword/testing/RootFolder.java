package dev.watchword.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder that is a Linux root: its configuration and data are its own, and for the programs started in it this
 * machine's {@code /usr}, {@code /proc} and {@code /dev} stand at their places. A path such as {@code
 * /etc/redis/users.acl} therefore means the same file to a server that runs inside and to a reader that takes the
 * folder for a root.
 *
 * <p>Programs enter by a private mount namespace and chroot(2): nothing is mounted that another process could see,
 * nothing of the machine outside can be written, and nothing has to be undone. Other processes find {@code usr}, {@code
 * proc} and {@code dev} empty. Root is used as it is; any other user becomes root of a user namespace, where the kernel
 * allows one.
 */
public final class RootFolder {

    private static final List<String> MERGED = List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");

    // In a new network namespace the loopback is down, and nothing could bind to 127.0.0.1. SIOCSIFFLAGS is 0x8914,
    // IFF_UP|IFF_RUNNING is 0x41 (netdevice(7)). Every Debian has perl; not every one has iproute2.
    private static final String LOOPBACK_UP = """
            perl -MSocket -e '
                my $up = pack("a16 s x22", "lo", 0x41);
                socket(my $any, PF_INET, SOCK_DGRAM, 0) or die "no socket: $!";
                ioctl($any, 0x8914, $up) or die "cannot bring up lo: $!"'
            """;

    private final Path folder;

    private RootFolder(Path folder) {
        this.folder = folder;
    }

    /** Lays out the folder, which is made when it is missing; what it holds already stays. */
    public static RootFolder create(Path folder) {
        DebianPackage.require(DebianPackage.UTIL_LINUX, DebianPackage.MOUNT, DebianPackage.PERL_BASE);
        try {
            for (String inside : List.of("usr", "proc", "dev", "etc", "run", "var/lib", "var/log", "home", "root")) {
                Files.createDirectories(folder.resolve(inside));
            }
            // A test's temporary folder is closed to others, but a root is entered by all users of its machine.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path tmp = Files.createDirectories(folder.resolve("tmp"));
            Files.setPosixFilePermissions(tmp, PosixFilePermissions.fromString("rwxrwxrwx"));
            for (String name : MERGED) {
                linkLikeTheMachine(folder.resolve(name), Path.of("/", name));
            }
            return new RootFolder(folder.toRealPath());
        } catch (IOException e) {
            throw new FixtureFailure("cannot lay out " + folder, e);
        }
    }

    private static void linkLikeTheMachine(Path link, Path original) throws IOException {
        if (Files.isSymbolicLink(original) && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(link, Files.readSymbolicLink(original));
        }
    }

    /** The folder, as the rest of the machine sees it. */
    public Path path() {
        return folder;
    }

    /** Where a file inside stands for the rest of the machine; the path inside is absolute. */
    public Path resolve(String inside) {
        if (!inside.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute path: " + inside);
        }
        return folder.resolve(inside.substring(1));
    }

    /** Writes a text file, and the folders above it. */
    public RootFolder write(String inside, String text) {
        try {
            Path file = resolve(inside);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new FixtureFailure("cannot write " + inside + " in " + folder, e);
        }
    }

    public String read(String inside) {
        try {
            return Files.readString(resolve(inside));
        } catch (IOException e) {
            throw new FixtureFailure("cannot read " + inside + " in " + folder, e);
        }
    }

    public boolean holds(String inside) {
        return Files.exists(resolve(inside));
    }

    /** The words that run a command in this root, on the machine's network. */
    public List<String> entering(List<String> command) {
        return entering(command, List.of(), "");
    }

    /**
     * The words that run a command in this root with a network of its own, which holds a loopback and nothing else: a
     * server may bind any address and port, and nobody reaches it except by a Unix socket in the folder.
     */
    public List<String> enteringCutOff(List<String> command) {
        return entering(command, List.of("--net"), LOOPBACK_UP);
    }

    private List<String> entering(List<String> command, List<String> namespaces, String before) {
        boolean root = isRoot();
        String script = before + """
                root=$1
                shift
                mount --rbind %s /usr "$root/usr"
                mount --rbind /proc "$root/proc"
                mount --rbind /dev "$root/dev"
                exec chroot "$root" "$@"
                """.formatted(root ? "-o ro" : "");
        List<String> words = new ArrayList<>(List.of("/usr/bin/unshare", "--mount", "--propagation", "private"));
        words.addAll(namespaces);
        if (!root) {
            words.add("--map-root-user");
        }
        words.addAll(List.of("/bin/sh", "-ec", script, "enter", folder.toString()));
        words.addAll(command);
        return words;
    }

    static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new FixtureFailure("cannot tell who runs the test", e);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
