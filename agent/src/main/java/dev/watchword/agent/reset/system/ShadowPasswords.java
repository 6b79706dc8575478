package dev.watchword.agent.reset.system;

import dev.watchword.account.Credential;
import dev.watchword.agent.machine.Machine;
import dev.watchword.agent.reset.Failure;
import dev.watchword.agent.reset.Held;
import dev.watchword.agent.reset.Obstacle;
import dev.watchword.agent.reset.PasswordPlace;
import dev.watchword.agent.reset.Permit;
import dev.watchword.agent.reset.StoredForm;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.PasswordEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The accounts of {@code /etc/shadow}, whose new hash is made inside the agent: the password goes to no other program. It is
 * done as the shadow tools do it: under their lock, with a backup in {@code shadow-}, the whole file exchanged at once, its
 * owner, mode and label kept. A hash behind an exclamation mark stays there: somebody locked the account, and a reset says so
 * instead of undoing it. A bare {@code !} or {@code *} only says that there never was a password, and is replaced.
 *
 * @param folder the root that accounts live in, {@code /} on a live host
 * @param machine tells the day
 * @param login what would still stop a login
 */
public record ShadowPasswords(Path folder, Machine machine, LoginObstacles login) implements PasswordPlace {

    private static final long MOST_BYTES = 64L << 20;

    @Override
    public Setting set(String account, byte[] password, Permit permit) {
        try {
            return change(account, password, permit);
        } catch (IOException e) {
            return new Setting.Refused(Failure.of(e));
        }
    }

    /** Why the account cannot be given a password in shadow(5); empty when it can. */
    Optional<Failure> unfit(String account) throws IOException {
        Optional<PasswdEntry> entry = entry(account);
        if (entry.isEmpty()) {
            return Optional.of(Failure.ACCOUNT_MISSING);
        }
        if (!entry.get().password().equals("x") || !isOwnFile()) {
            return Optional.of(Failure.UNSUPPORTED_STORE);
        }
        Optional<String> field = read().password(entry.get().name());
        if (field.isEmpty()) {
            return Optional.of(Failure.UNSUPPORTED_STORE);
        }
        return isLocked(field.get()) ? Optional.of(Failure.ACCOUNT_LOCKED) : Optional.empty();
    }

    private Setting change(String account, byte[] password, Permit permit) throws IOException {
        // Looked at before the lock as well, so that an account that cannot be reset is told so even while others
        // write.
        Optional<Failure> unfit = unfit(account);
        if (unfit.isPresent()) {
            return new Setting.Refused(unfit.get());
        }
        EncodedHash hash = hashMethod(read()).encode(password, machine.random());
        Optional<EtcLock> lock = EtcLock.take(folder.resolve("etc"), permit.patience());
        if (lock.isEmpty()) {
            return new Setting.Refused(permit.stands() ? Failure.STORE_BUSY : Failure.STALLED);
        }
        try (EtcLock held = lock.get()) {
            unfit = unfit(account);
            return unfit.isPresent() ? new Setting.Refused(unfit.get()) : write(account, hash, permit);
        }
    }

    private Setting write(String account, EncodedHash hash, Permit permit) throws IOException {
        String name = entry(account).orElseThrow().name();
        long day = TimeUnit.MILLISECONDS.toDays(machine.wallClock());
        ShadowText next = read().with(name, hash.latin1(), day);
        WholeFile.backUp(shadow(), shadow().resolveSibling("shadow-"));
        try {
            return WholeFile.replace(shadow(), next.toBytes(), permit::stands)
                    ? new Setting.Done()
                    : new Setting.Refused(Failure.STALLED);
        } catch (IOException e) {
            // It may have failed before the rename or after it.
            return read().password(name).equals(Optional.of(hash.latin1()))
                    ? new Setting.Unsure()
                    : new Setting.Refused(Failure.of(e));
        }
    }

    @Override
    public Held holds(String account, byte[] password) {
        try {
            Optional<PasswdEntry> entry = entry(account);
            if (entry.isEmpty() || !entry.get().password().equals("x")) {
                return Held.UNKNOWN;
            }
            return read().password(entry.get().name())
                    .map(field -> matches(field, password))
                    .orElse(Held.UNKNOWN);
        } catch (IOException e) {
            return Held.UNKNOWN;
        }
    }

    private static Held matches(String field, byte[] password) {
        return switch (Credential.ofCrypt(field)) {
            case Credential.Testable testable -> StoredForm.isOf(testable.hash(), password);
            case Credential.Untestable untestable -> isNoHash(field) ? Held.NO : Held.UNKNOWN;
        };
    }

    /** Nothing at all, or a mark that crypt(3) makes of no password. */
    private static boolean isNoHash(String field) {
        return field.isEmpty() || field.startsWith("!") || field.startsWith("*");
    }

    @Override
    public Set<Obstacle> obstacles(String account) {
        return HostFolder.read(folder, root -> login.of(root, account));
    }

    /** passwd -l, usermod -L: the hash is kept behind the mark. */
    private static boolean isLocked(String field) {
        String behind = field.replaceFirst("^(?:!+|\\*LK\\*|\\*LOCKED\\*)", "");
        return behind.length() < field.length() && !behind.isEmpty() && !behind.equals("*");
    }

    private Optional<PasswdEntry> entry(String account) {
        return HostFolder.read(folder, root -> PasswdEntry.of(root, account));
    }

    private PasswordEncoder hashMethod(ShadowText shadow) {
        return HostFolder.read(folder, root -> HashMethod.of(root, shadow));
    }

    private Path shadow() {
        return folder.resolve("etc/shadow");
    }

    private boolean isOwnFile() {
        return Files.isRegularFile(shadow(), LinkOption.NOFOLLOW_LINKS);
    }

    private ShadowText read() throws IOException {
        if (Files.size(shadow()) > MOST_BYTES) {
            throw new IOException("the shadow file is larger than " + MOST_BYTES + " bytes");
        }
        return ShadowText.of(Files.readAllBytes(shadow()));
    }

    @Override
    public String toString() {
        return "ShadowPasswords[" + folder + "]";
    }
}
