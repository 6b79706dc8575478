package dev.watchword.agent.reset.service;

import dev.watchword.account.Account;
import dev.watchword.agent.reset.Obstacle;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.PasswordEncoder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An account of a service that keeps its passwords in files.
 *
 * @param account as the service reads it
 * @param encoder makes the stored form of a new password; empty when the service's form is none that is made here
 * @param parts the files that hold the password, that which the service reads last; none when it cannot be changed there
 * @param obstacles what stops a login even with the right password
 */
record StoredAccount(Account account, Optional<PasswordEncoder> encoder, List<Part> parts, Set<Obstacle> obstacles) {

    StoredAccount {
        parts = List.copyOf(parts);
        obstacles = Set.copyOf(obstacles);
    }

    /**
     * One file.
     *
     * @param path inside the root, without links
     */
    record Part(String path, Change change) {}

    /** How a file is changed. */
    @FunctionalInterface
    interface Change {

        /** The content with the new password; empty when there is no place for it. */
        Optional<byte[]> with(byte[] content, EncodedHash stored);
    }

    @Override
    public String toString() {
        return "StoredAccount[" + account.userName() + "]";
    }
}
