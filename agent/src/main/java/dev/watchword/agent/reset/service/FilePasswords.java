package dev.watchword.agent.reset.service;

import dev.watchword.account.AccountState;
import dev.watchword.agent.reset.Failure;
import dev.watchword.agent.reset.Held;
import dev.watchword.agent.reset.Obstacle;
import dev.watchword.agent.reset.PasswordPlace;
import dev.watchword.agent.reset.Permit;
import dev.watchword.agent.reset.StoredForm;
import dev.watchword.agent.reset.system.HostFolder;
import dev.watchword.agent.reset.system.PinnedFile;
import dev.watchword.hash.EncodedHash;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Accounts of a service that reads its passwords from files. The stored form is made inside the agent, and each file exchanged
 * whole; of two files the one that the service reads comes last, and is the one that tells whether the password holds. An
 * account that several servers have is left alone: nobody said which one is meant, and two files cannot be exchanged at once.
 *
 * @param folder the root that the service is configured in, {@code /} on a live host
 */
record FilePasswords(Path folder, FileAccounts accounts) implements PasswordPlace {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public Setting set(String account, byte[] password, Permit permit) {
        FileAccounts.Found found = named(account);
        if (found.accounts().isEmpty()) {
            return refused(found.complete() ? Failure.ACCOUNT_MISSING : Failure.UNSUPPORTED_STORE);
        }
        StoredAccount stored = found.accounts().getFirst();
        if (found.accounts().size() > 1
                || stored.parts().isEmpty()
                || stored.encoder().isEmpty()) {
            return refused(Failure.UNSUPPORTED_STORE);
        }
        if (stored.account().state() instanceof AccountState.Locked) {
            return refused(Failure.ACCOUNT_LOCKED);
        }
        return change(stored, stored.encoder().get().encode(password, RANDOM), permit);
    }

    private Setting change(StoredAccount stored, EncodedHash hash, Permit permit) {
        List<Exchanged> exchanged = new ArrayList<>();
        Setting setting = refused(Failure.UNSUPPORTED_STORE);
        for (StoredAccount.Part part : stored.parts()) {
            try {
                setting = change(part, hash, permit, exchanged);
            } catch (IOException e) {
                setting = refused(Failure.of(e));
            }
            if (setting instanceof Setting.Refused) {
                putBack(exchanged);
            }
            if (!(setting instanceof Setting.Done)) {
                return setting;
            }
        }
        return setting;
    }

    /** A file that has its new content. */
    private record Exchanged(String path, byte[] before, byte[] after) {
        @Override
        public String toString() {
            return "Exchanged[" + path + "]";
        }
    }

    private Setting change(StoredAccount.Part part, EncodedHash hash, Permit permit, List<Exchanged> exchanged)
            throws IOException {
        try (PinnedFile file = PinnedFile.open(inFolder(part.path()))) {
            byte[] before = file.read();
            Optional<byte[]> after = part.change().with(before, hash);
            if (after.isEmpty()) {
                return refused(Failure.UNSUPPORTED_STORE);
            }
            boolean[] busy = new boolean[1];
            try {
                boolean done = file.replace(after.get(), () -> {
                    busy[0] = !isNow(file, before);
                    return !busy[0] && permit.stands();
                });
                if (!done) {
                    return refused(busy[0] ? Failure.STORE_BUSY : Failure.STALLED);
                }
            } catch (IOException e) {
                // It may have failed before the rename or after it.
                return isNow(file, after.get()) ? new Setting.Unsure() : refused(Failure.of(e));
            }
            exchanged.add(new Exchanged(part.path(), before, after.get()));
            return new Setting.Done();
        }
    }

    /** Or what was refused would come into effect when somebody makes a database of the text. */
    private void putBack(List<Exchanged> exchanged) {
        for (Exchanged each : exchanged) {
            try (PinnedFile file = PinnedFile.open(inFolder(each.path()))) {
                file.replace(each.before(), () -> isNow(file, each.after()));
            } catch (IOException e) {
                // the server reads another file, which is as it was
            }
        }
    }

    /** Nobody locks these files; what somebody else wrote meanwhile is not lost. */
    private static boolean isNow(PinnedFile file, byte[] content) {
        try {
            return Arrays.equals(content, file.read());
        } catch (IOException e) {
            return false;
        }
    }

    private FileAccounts.Found named(String account) {
        return HostFolder.read(folder, root -> accounts.named(root, account));
    }

    private Path inFolder(String path) {
        return folder.resolve(path.substring(1));
    }

    @Override
    public Held holds(String account, byte[] password) {
        FileAccounts.Found found = named(account);
        return found.accounts().size() == 1
                ? StoredForm.isOneOf(found.accounts().getFirst().account().credentials(), password)
                : Held.UNKNOWN;
    }

    @Override
    public Set<Obstacle> obstacles(String account) {
        FileAccounts.Found found = named(account);
        return found.accounts().size() == 1 ? found.accounts().getFirst().obstacles() : Set.of();
    }

    private static Setting refused(Failure why) {
        return new Setting.Refused(why);
    }

    @Override
    public String toString() {
        return "FilePasswords[" + folder + "]";
    }
}
