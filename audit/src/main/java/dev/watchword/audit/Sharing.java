package dev.watchword.audit;

import dev.watchword.account.Account;
import dev.watchword.audit.memory.Fingerprint;
import dev.watchword.audit.memory.Fingerprinter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Which accounts have the same password: those whose found or clear password is equal, and those whose digest under one
 * salt is equal, whatever the password is.
 */
final class Sharing {

    /** Names told of a sharing; beyond them, how many more. */
    private static final int MOST_NAMES = 20;

    private final Map<Subject, SequencedSet<String>> holders = new IdentityHashMap<>();

    Sharing(Collection<SaltGroup> groups, Fingerprinter fingerprinter) {
        Map<Fingerprint, SequencedSet<String>> byPassword = new HashMap<>();
        for (SaltGroup group : groups) {
            for (List<Subject> equal : group.equals()) {
                Optional<Fingerprint> password = password(equal, fingerprinter);
                if (password.isEmpty() && equal.size() == 1) {
                    continue;
                }
                SequencedSet<String> names = password.map(
                                p -> byPassword.computeIfAbsent(p, k -> new LinkedHashSet<>()))
                        .orElseGet(LinkedHashSet::new);
                for (Subject subject : equal) {
                    names.add(name(subject.account()));
                    holders.put(subject, names);
                }
            }
        }
    }

    /** The other accounts that have this subject's password. */
    List<String> others(Subject subject) {
        SequencedSet<String> names = holders.get(subject);
        if (names == null || names.size() < 2) {
            return List.of();
        }
        String own = name(subject.account());
        List<String> others = new ArrayList<>(names.stream()
                .filter(name -> !name.equals(own))
                .limit(MOST_NAMES)
                .toList());
        if (names.size() - 1 > others.size()) {
            others.add((names.size() - 1 - others.size()) + " more");
        }
        return others;
    }

    private static Optional<Fingerprint> password(List<Subject> equal, Fingerprinter fingerprinter) {
        for (Subject subject : equal) {
            if (subject.matched()) {
                return Optional.of(subject.match().orElseThrow().group());
            }
            if (subject.encoded().scheme().equals(Preparation.PLAIN)) {
                return Optional.of(group(fingerprinter, subject.encoded().text()));
            }
        }
        return Optional.empty();
    }

    /** Equal for equal passwords under one memory's key. */
    static Fingerprint group(Fingerprinter fingerprinter, byte[] password) {
        return fingerprinter.group(password);
    }

    private static String name(Account account) {
        return account.service().wireName() + " " + account.userName() + " in "
                + account.store().path();
    }
}
