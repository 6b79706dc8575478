package dev.watchword.agent.reset.service;

import dev.watchword.account.AccountState;
import dev.watchword.agent.reset.Failure;
import dev.watchword.agent.reset.Obstacle;
import dev.watchword.agent.reset.PasswordPlace;
import dev.watchword.agent.reset.Permit;
import dev.watchword.agent.reset.StoredForm;
import dev.watchword.agent.reset.system.PinnedFile;
import dev.watchword.hash.EncodedHash;
import dev.watchword.rootfs.FolderRootFs;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
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
        FileAccounts.Found found = accounts.named(FolderRootFs.at(folder), account);
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
        EncodedHash hash = stored.encoder().get().encode(password, RANDOM);
        try {
            return change(stored, hash, permit);
        } catch (IOException e) {
            return refused(Failure.of(e));
        }
    }

    private Setting change(StoredAccount stored, EncodedHash hash, Permit permit) throws IOException {
        Setting setting = refused(Failure.UNSUPPORTED_STORE);
        for (StoredAccount.Part part : stored.parts()) {
            setting = change(part, hash, permit);
            if (!(setting instanceof Setting.Done)) {
                return setting;
            }
        }
        return setting;
    }

    private Setting change(StoredAccount.Part part, EncodedHash hash, Permit permit) throws IOException {
        try (PinnedFile file = PinnedFile.open(inFolder(part.path()))) {
            byte[] before = file.read();
            Optional<byte[]> after = part.change().with(before, hash);
            if (after.isEmpty()) {
                return refused(Failure.UNSUPPORTED_STORE);
            }
            boolean[] busy = new boolean[1];
            boolean done = file.replace(after.get(), () -> {
                busy[0] = !isStill(file, before);
                return !busy[0] && permit.stands();
            });
            if (done) {
                return new Setting.Done();
            }
            return refused(busy[0] ? Failure.STORE_BUSY : Failure.STALLED);
        }
    }

    /** Nobody locks these files; what somebody else wrote meanwhile is not lost. */
    private static boolean isStill(PinnedFile file, byte[] before) {
        try {
            return Arrays.equals(before, file.read());
        } catch (IOException e) {
            return false;
        }
    }

    private Path inFolder(String path) {
        return folder.resolve(path.substring(1));
    }

    @Override
    public boolean holds(String account, byte[] password) {
        FileAccounts.Found found = accounts.named(FolderRootFs.at(folder), account);
        return found.accounts().size() == 1
                && found.accounts().getFirst().account().credentials().stream()
                        .anyMatch(hash -> StoredForm.isOf(hash, password));
    }

    @Override
    public Set<Obstacle> obstacles(String account) {
        FileAccounts.Found found = accounts.named(FolderRootFs.at(folder), account);
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
