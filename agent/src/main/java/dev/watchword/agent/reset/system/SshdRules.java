package dev.watchword.agent.reset.system;

import dev.watchword.agent.program.Program;
import dev.watchword.agent.reset.Obstacle;
import dev.watchword.rootfs.RootFs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What sshd_config(5) says about a login by password from another machine. On the running system sshd itself is asked ({@code
 * sshd -T}), which knows its defaults and its {@code Match} blocks; elsewhere, and where it does not answer, the file is read.
 *
 * @param folder the root, {@code /} on a live host
 */
record SshdRules(Path folder) {

    private static final String CONFIGURATION = "/etc/ssh/sshd_config";
    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** What stands between a login from outside and this account; nothing where there is no sshd. */
    Set<Obstacle> obstacles(RootFs root, PasswdEntry entry) {
        if (!Texts.isThere(root, CONFIGURATION)) {
            return Set.of();
        }
        Set<Obstacle> obstacles = EnumSet.noneOf(Obstacle.class);
        SshdSettings settings = asked(entry).orElseGet(() -> SshdSettings.read(root, CONFIGURATION, entry.name()));
        if (!settings.isKnown()) {
            obstacles.add(Obstacle.SSHD_UNKNOWN);
        }
        if (!takesPasswords(settings)) {
            obstacles.add(Obstacle.SSHD_FORBIDS_PASSWORDS);
        }
        if (entry.isRoot()
                && !settings.first("permitrootlogin", "prohibit-password").equals("yes")) {
            obstacles.add(Obstacle.SSHD_FORBIDS_ROOT);
        }
        if (!isLetIn(settings, entry, root)) {
            obstacles.add(Obstacle.SSHD_FORBIDS_ACCOUNT);
        }
        return obstacles;
    }

    private Optional<SshdSettings> asked(PasswdEntry entry) {
        if (!folder.equals(Path.of("/")) || !entry.name().matches("[A-Za-z0-9_.-]+\\$?")) {
            return Optional.empty();
        }
        String from = "user=" + entry.name() + ",host=client.invalid,addr=192.0.2.1";
        Program.Ending ending = new Program(SSHD, List.of("-T", "-C", from), LIMIT).run();
        return ending instanceof Program.Ending.Exited(int status, byte[] output) && status == 0
                ? Optional.of(SshdSettings.told(new String(output, StandardCharsets.ISO_8859_1)))
                : Optional.empty();
    }

    private static boolean takesPasswords(SshdSettings settings) {
        boolean asked = settings.first("kbdinteractiveauthentication", "yes").equals("yes")
                && settings.first("usepam", "no").equals("yes");
        boolean typed = settings.first("passwordauthentication", "yes").equals("yes");
        List<String> methods = settings.all("authenticationmethods");
        return (typed || asked)
                && (methods.isEmpty()
                        || methods.contains("any")
                        || methods.stream()
                                .anyMatch(
                                        way -> way.equals("password") || way.matches("keyboard-interactive(:[^,]*)?")));
    }

    private static boolean isLetIn(SshdSettings settings, PasswdEntry entry, RootFs root) {
        Set<String> groups = entry.groups(root);
        List<String> allowedGroups = settings.all("allowgroups");
        List<String> allowedUsers = settings.all("allowusers");
        return settings.all("denyusers").stream().noneMatch(each -> isUser(each, entry.name()))
                && settings.all("denygroups").stream().noneMatch(each -> isOneOf(each, groups))
                && (allowedUsers.isEmpty() || allowedUsers.stream().anyMatch(each -> isUser(each, entry.name())))
                && (allowedGroups.isEmpty() || allowedGroups.stream().anyMatch(each -> isOneOf(each, groups)));
    }

    /** {@code USER} or {@code USER@HOST}: somebody who may come from some hosts is let in. */
    private static boolean isUser(String pattern, String name) {
        int at = pattern.lastIndexOf('@');
        return matches(at < 0 ? pattern : pattern.substring(0, at), name);
    }

    private static boolean isOneOf(String pattern, Set<String> groups) {
        return groups.stream().anyMatch(group -> matches(pattern, group));
    }

    /** PATTERNS of ssh_config(5): {@code *} and {@code ?}. */
    static boolean matches(String pattern, String name) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString().replace(".*.*", ".*"), Pattern.DOTALL)
                .matcher(name)
                .matches();
    }
}
