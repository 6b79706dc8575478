package dev.watchword.agent.reset.system;

import dev.watchword.agent.machine.Machine;
import dev.watchword.agent.reset.Obstacle;
import dev.watchword.rootfs.RootFs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks at what would still stop a login with a password that was set.
 *
 * @param folder the root, {@code /} on a live host
 * @param machine tells the day
 */
public record LoginObstacles(Path folder, Machine machine) {

    private static final Set<String> CLOSED_SHELLS = Set.of("nologin", "false", "true", "sync", "shutdown", "halt");
    private static final List<String> ACCESS_STACKS = List.of(
            "/etc/pam.d/sshd",
            "/etc/pam.d/login",
            "/etc/pam.d/common-account",
            "/etc/pam.d/system-auth",
            "/etc/pam.d/password-auth");

    /** Everything that is found; nothing of an account that is not there. */
    Set<Obstacle> of(RootFs root, String account) {
        Optional<PasswdEntry> found = PasswdEntry.of(root, account);
        if (found.isEmpty()) {
            return Set.of();
        }
        PasswdEntry entry = found.get();
        Set<Obstacle> obstacles = EnumSet.noneOf(Obstacle.class);
        obstacles.addAll(new SshdRules(folder).obstacles(root, entry));
        addShell(root, entry, obstacles);
        if (isExpired(root, entry)) {
            obstacles.add(Obstacle.ACCOUNT_EXPIRED);
        }
        boolean closed = Texts.isThere(root, "/etc/nologin") || Texts.isThere(root, "/run/nologin");
        if (closed && !entry.isRoot()) {
            obstacles.add(Obstacle.LOGINS_CLOSED);
        }
        if (ACCESS_STACKS.stream().anyMatch(stack -> usesPamAccess(root, stack))) {
            obstacles.add(Obstacle.PAM_ACCESS_RULES);
        }
        if (hasWrongLabel(root)) {
            obstacles.add(Obstacle.SELINUX_LABEL);
        }
        return obstacles;
    }

    private static void addShell(RootFs root, PasswdEntry entry, Set<Obstacle> obstacles) {
        String shell = entry.shell().isEmpty() ? "/bin/sh" : entry.shell();
        if (CLOSED_SHELLS.contains(shell.substring(shell.lastIndexOf('/') + 1))) {
            obstacles.add(Obstacle.NO_LOGIN_SHELL);
            return;
        }
        Optional<List<String>> listed = Texts.lines(root, "/etc/shells");
        if (listed.isPresent() && !listed.get().contains(shell)) {
            obstacles.add(Obstacle.UNLISTED_SHELL);
        }
    }

    /** The eighth field of shadow(5). An age of the password is no obstacle: it was changed today. */
    private boolean isExpired(RootFs root, PasswdEntry entry) {
        long today = TimeUnit.MILLISECONDS.toDays(machine.wallClock());
        return Texts.linesOrNone(root, "/etc/shadow").stream()
                .filter(line -> line.startsWith(entry.name() + ":"))
                .findFirst()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length > 7 && fields[7].matches("\\d{1,9}"))
                .map(fields -> Long.parseLong(fields[7]) <= today)
                .orElse(false);
    }

    private static boolean usesPamAccess(RootFs root, String stack) {
        return Texts.linesOrNone(root, stack).stream()
                .map(String::strip)
                .anyMatch(line -> line.startsWith("account") && line.contains("pam_access.so"));
    }

    /** Only a label of the type shadow_t may be read by the programs that check passwords. */
    private boolean hasWrongLabel(RootFs root) {
        if (!Texts.linesOrNone(root, "/sys/fs/selinux/enforce").equals(List.of("1"))) {
            return false;
        }
        byte[] label = ExtendedAttributes.of(folder.resolve("etc/shadow")).get("security.selinux");
        return label == null || !new String(label, StandardCharsets.ISO_8859_1).contains(":shadow_t:");
    }
}
