package dev.watchword.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A machine's root that has booted: Debian's systemd is its first process and has started what the root's {@code /etc/systemd/system} wants,
 * sshd among it, in namespaces of its own (processes, mounts, host name, a network of a loopback alone) and control groups of its own, in
 * which the kernel holds what limits a unit has. The root's {@code /usr} lies over this machine's. Closing it is pulling the plug: all that
 * was written to the root stays, and the next boot finds it. The same happens when the test's JVM dies. As in any container, the kernel tells the
 * boot id and the uptime of the machine that runs the test. Needs root. Not safe for use by several threads at once.
 */
public final class BootedMachine implements AutoCloseable {

    /** Of Debian's own units: what a boot needs to get as far as logins. Others of this machine's packages stay away. */
    private static final List<String> DEBIAN_UNITS = List.of(
            "basic.target",
            "getty.target",
            "getty@.service",
            "local-fs-pre.target",
            "local-fs.target",
            "multi-user.target",
            "network-online.target",
            "network.target",
            "nss-lookup.target",
            "nss-user-lookup.target",
            "paths.target",
            "remote-fs.target",
            "shutdown.target",
            "slices.target",
            "sockets.target",
            "ssh.service",
            "swap.target",
            "sysinit.target",
            "systemd-journald-dev-log.socket",
            "systemd-journald.service",
            "systemd-journald.socket",
            "systemd-user-sessions.service",
            "timers.target",
            "umount.target");

    private static final String UNITS = "/etc/systemd/debian";

    /** Which of them the machine wants, and for which other. */
    private static final List<String> WANTED = List.of(
            "multi-user.target.wants/getty.target",
            "multi-user.target.wants/ssh.service",
            "multi-user.target.wants/systemd-user-sessions.service",
            "getty.target.wants/getty@tty1.service",
            "sockets.target.wants/systemd-journald-dev-log.socket",
            "sockets.target.wants/systemd-journald.socket",
            "sysinit.target.wants/systemd-journald.service");

    /** There is no terminal to ask for a name at; when it would, is Debian's word. */
    private static final String GETTY = """
            [Unit]
            ConditionPathExists=
            [Service]
            ExecStart=
            ExecStart=/bin/sleep infinity
            Type=exec
            StandardInput=null
            StandardOutput=null
            TTYPath=
            TTYReset=no
            TTYVHangup=no
            TTYVTDisallocate=no
            """;

    /**
     * Stays outside. Makes a group in every hierarchy of control groups that this machine has, boots in there, and tells the number of the process
     * whose only child is the machine's first one. Pulls the plug when its input ends, which comes with the end of whoever started it, and undoes
     * all when the machine has ended.
     */
    private static final String OUTSIDE = """
            root=$1; group=$2; inside=$3
            # When all is to be undone, nobody may be left to hear what the shell says of it.
            trap '' PIPE
            groups() { awk '{ for (i = 7; $i != "-"; i++); if ($(i + 1) ~ /^cgroup2?$/) print $5 }' /proc/self/mountinfo; }
            for at in $(groups); do
                mkdir "$at/$group"
                if [ -e "$at/cpuset.cpus" ]; then
                    cat "$at/cpuset.cpus" >"$at/$group/cpuset.cpus"
                    cat "$at/cpuset.mems" >"$at/$group/cpuset.mems"
                fi
                echo $$ >"$at/$group/cgroup.procs"
            done
            exec 3<&0
            unshare --pid --fork --kill-child --mount --propagation private --cgroup --uts --ipc --net \\
                /bin/sh -euc "$inside" inside "$root" </dev/null 3<&- &
            first=$!
            for at in $(groups); do echo $$ >"$at/cgroup.procs"; done
            echo $first
            { read -r end <&3 || :; kill -KILL $first; } &
            watch=$!
            wait $first && status=0 || status=$?
            kill $watch 2>/dev/null || :
            for at in $(groups); do
                # A killed process leaves its group a moment after it is gone for its parent.
                for turn in 1 2 3 4 5 6 7 8 9 10; do
                    find "$at/$group" -depth -type d -exec rmdir {} + 2>/dev/null && break
                    sleep 0.1
                done
            done
            echo "ended with $status" || :
            """;

    private static final String INSIDE = """
            root=$1
            mount --bind "$root" "$root"
            mount -t overlay -o "lowerdir=$root/usr:/usr" none "$root/usr"
            mount -t proc none "$root/proc"
            mount -t tmpfs -o mode=755 none "$root/run"
            mount -t tmpfs -o mode=755 none "$root/dev"
            mkdir "$root/dev/pts" "$root/dev/shm"
            mount -t devpts -o newinstance,ptmxmode=666 none "$root/dev/pts"
            mount -t tmpfs -o mode=1777 none "$root/dev/shm"
            for name in full null random tty urandom zero; do
                touch "$root/dev/$name"
                mount --bind "/dev/$name" "$root/dev/$name"
            done
            ln -s pts/ptmx "$root/dev/ptmx"
            ln -s /proc/self/fd "$root/dev/fd"
            mount -t sysfs -o ro none "$root/sys"
            awk '{ for (i = 7; $i != "-"; i++); if ($(i + 1) ~ /^cgroup2?$/) print $5, $(i + 1), $(i + 3) }' /proc/self/mountinfo |
                while read -r at type options; do
                    if [ "$at" != /sys/fs/cgroup ] && ! mountpoint -q "$root/sys/fs/cgroup"; then
                        mount -t tmpfs -o mode=755 none "$root/sys/fs/cgroup"
                    fi
                    mkdir -p "$root$at"
                    case $type in
                    cgroup2) mount -t cgroup2 none "$root$at" ;;
                    *) mount -t cgroup -o "${options#rw,}" none "$root$at" ;;
                    esac
                done
            cd "$root"
            pivot_root . .
            umount -l .
            exec env -i container=test PATH=/usr/sbin:/usr/bin:/sbin:/bin SYSTEMD_UNIT_PATH=/etc/systemd/system:/etc/systemd/debian \\
                /lib/systemd/systemd --unit=multi-user.target --log-target=journal --show-status=no
            """;

    private static final Duration BOOT = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Process outside;
    private final SshLogin login;
    private final long first;

    private BootedMachine(MachineRoot machine, Process outside) throws IOException {
        this.outside = outside;
        this.login = new SshLogin(machine.root().resolve("/root"), Path.of("/root"), this::entering);
        this.first = first(outside);
    }

    /**
     * Boots a machine, and returns when all that its boot wants is started.
     *
     * @param sshd settings of its sshd, beside its host key
     */
    public static BootedMachine boot(MachineRoot machine, String sshd) {
        DebianPackage.require(DebianPackage.MOUNT, DebianPackage.SYSTEMD, DebianPackage.UTIL_LINUX);
        SshServer.prepare(machine, sshd);
        try {
            units(machine.root());
            Process outside = Command.builder(List.of(
                            "/bin/sh",
                            "-euc",
                            OUTSIDE,
                            "outside",
                            machine.path().toString(),
                            "watchword-test-" + UUID.randomUUID(),
                            INSIDE))
                    .start();
            return started(machine, outside);
        } catch (IOException e) {
            throw new FixtureFailure("the machine cannot boot", e);
        }
    }

    private static BootedMachine started(MachineRoot machine, Process outside) throws IOException {
        boolean isUp = false;
        try {
            BootedMachine booted = new BootedMachine(machine, outside);
            booted.awaitLogins();
            isUp = true;
            return booted;
        } finally {
            if (!isUp) {
                end(outside);
            }
        }
    }

    private static void units(RootFolder root) throws IOException {
        Files.createDirectories(root.resolve("/sys"));
        Path folder = Files.createDirectories(root.resolve(UNITS));
        for (String unit : DEBIAN_UNITS) {
            Files.copy(Path.of("/lib/systemd/system", unit), folder.resolve(unit), StandardCopyOption.REPLACE_EXISTING);
        }
        for (String wanted : WANTED) {
            Path link = folder.resolve(wanted);
            Files.createDirectories(link.getParent());
            Files.deleteIfExists(link);
            String unit = link.getFileName().toString().replaceFirst("@.*\\.", "@.");
            Files.createSymbolicLink(link, Path.of("..", unit));
        }
        root.write(UNITS + "/getty@.service.d/no-terminal.conf", GETTY);
    }

    private static long first(Process outside) throws IOException {
        BufferedReader said = outside.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        long end = System.nanoTime() + BOOT.toNanos();
        while (line != null && line.matches("\\d+") && System.nanoTime() < end) {
            Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(line))
                    .flatMap(each -> each.children().findFirst());
            if (child.isPresent()) {
                return child.get().pid();
            }
            pause();
        }
        throw new FixtureFailure("the machine did not start: " + line);
    }

    private void awaitLogins() {
        long end = System.nanoTime() + BOOT.toNanos();
        while (System.nanoTime() < end && outside.isAlive()) {
            Command.Ending asked = Command.of(entering(List.of("/bin/systemctl", "is-active", "multi-user.target")))
                    .run();
            if (asked.exit() == 0) {
                return;
            }
            pause();
        }
        if (outside.isAlive()) {
            throw new FixtureFailure("the machine did not boot within " + BOOT + ":\n" + journal());
        }
        throw new FixtureFailure("the machine ended while it booted: " + rest());
    }

    private String rest() {
        return outside.inputReader(StandardCharsets.UTF_8).lines().collect(Collectors.joining("\n"));
    }

    /** Whether somebody logs in by ssh with this password and a command runs. */
    public boolean logsIn(String account, String password) {
        return login.succeeds(account, password);
    }

    /** The words that run a command in the machine, outside of its control groups. */
    public List<String> entering(List<String> command) {
        List<String> words = new ArrayList<>(List.of(
                "/usr/bin/nsenter", "--target", Long.toString(first), "--mount", "--net", "--pid", "--uts", "--ipc"));
        words.addAll(command);
        return words;
    }

    /** Runs a command in the machine and returns what it printed. */
    public String run(String... words) {
        return Command.of(entering(List.of(words))).runOrFail();
    }

    /** What systemd says of a unit, such as {@code MemoryMax}. */
    public String property(String unit, String name) {
        return run("/bin/systemctl", "show", "--value", "--property", name, unit)
                .strip();
    }

    /** All that was written to the machine's journal in this boot. */
    public String journal() {
        return Command.of(entering(List.of("/bin/journalctl", "--boot", "--no-pager", "--quiet")))
                .run()
                .output();
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FixtureFailure("interrupted while a machine boots", e);
        }
    }

    @Override
    public void close() {
        login.forget();
        end(outside);
    }

    private static void end(Process outside) {
        try {
            outside.getOutputStream().close();
            if (!outside.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                outside.descendants().forEach(ProcessHandle::destroyForcibly);
                outside.destroyForcibly();
                throw new FixtureFailure("the machine did not end within " + STOP);
            }
        } catch (IOException e) {
            throw new FixtureFailure("the machine cannot be told to end", e);
        } catch (InterruptedException e) {
            outside.descendants().forEach(ProcessHandle::destroyForcibly);
            outside.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
