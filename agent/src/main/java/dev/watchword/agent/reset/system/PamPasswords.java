package dev.watchword.agent.reset.system;

import dev.watchword.agent.program.Program;
import dev.watchword.agent.reset.Failure;
import dev.watchword.agent.reset.Held;
import dev.watchword.agent.reset.Obstacle;
import dev.watchword.agent.reset.PasswordPlace;
import dev.watchword.agent.reset.Permit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The same accounts, whose password is set by the host's own program through PAM, so that the host's policy holds. The password
 * goes to that program's standard input. Only for the running system.
 *
 * @param shadow judges the account before, and reads the store after
 */
public record PamPasswords(ShadowPasswords shadow) implements PasswordPlace {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Where chpasswd asks PAM it has a stack of its own. */
    private static final Path CHPASSWD_STACK = Path.of("/etc/pam.d/chpasswd");

    @Override
    public Setting set(String account, byte[] password, Permit permit) {
        try {
            Optional<Failure> unfit = shadow.unfit(account);
            if (unfit.isPresent()) {
                return new Setting.Refused(unfit.get());
            }
            Optional<EtcLock> lock = EtcLock.take(Path.of("/etc"), permit.patience());
            if (lock.isEmpty()) {
                return new Setting.Refused(permit.stands() ? Failure.STORE_BUSY : Failure.STALLED);
            }
            // The program takes the lock itself.
            lock.get().close();
        } catch (IOException e) {
            return new Setting.Refused(Failure.of(e));
        }
        return permit.stands() ? run(account, password) : new Setting.Refused(Failure.STALLED);
    }

    private Setting run(String account, byte[] password) {
        boolean chpasswd = Files.exists(CHPASSWD_STACK);
        Program program = chpasswd
                ? new Program(Path.of("/usr/sbin/chpasswd"), List.of(), LIMIT)
                : new Program(Path.of("/usr/bin/passwd"), List.of("--stdin", account), LIMIT);
        byte[] input = input(chpasswd ? account + ":" : "", password);
        try {
            return switch (program.run(input)) {
                case Program.Ending.Exited(int status, byte[] output) when status == 0 -> new Setting.Done();
                case Program.Ending.Exited exited ->
                    holds(account, password) == Held.NO
                            ? new Setting.Refused(Failure.POLICY_REFUSED)
                            : new Setting.Unsure();
                case Program.Ending.NotStarted none -> new Setting.Refused(Failure.UNSUPPORTED_STORE);
                case Program.Ending.Killed killed -> new Setting.Unsure();
            };
        } finally {
            Arrays.fill(input, (byte) 0);
        }
    }

    private static byte[] input(String before, byte[] password) {
        byte[] head = before.getBytes(StandardCharsets.UTF_8);
        byte[] line = Arrays.copyOf(head, head.length + password.length + 1);
        System.arraycopy(password, 0, line, head.length, password.length);
        line[line.length - 1] = '\n';
        return line;
    }

    @Override
    public Held holds(String account, byte[] password) {
        return shadow.holds(account, password);
    }

    @Override
    public Set<Obstacle> obstacles(String account) {
        return shadow.obstacles(account);
    }

    @Override
    public String toString() {
        return "PamPasswords";
    }
}
