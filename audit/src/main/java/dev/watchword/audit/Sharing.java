package dev.watchword.audit;

import dev.watchword.audit.memory.Fingerprint;
import dev.watchword.audit.memory.Fingerprinter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which accounts have the same password: those whose found or clear password is equal, and those whose digest under one
 * salt is equal, whatever the password is.
 */
final class Sharing {

    /** Names told of a sharing; beyond them, how many more. */
    private static final int MOST_NAMES = 20;

    /** The accounts that have one password: the names of some of them, and how many there are. */
    private static final class Holders {

        private final Ints rows = new Ints(2);
        private List<String> some = List.of();
        private int names;

        Holders add(List<Subject> equal) {
            equal.forEach(subject -> rows.add(subject.row()));
            return this;
        }

        /** Once all are there. */
        void name(Rows all) {
            Set<String> distinct = new HashSet<>();
            List<String> first = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                String name = Finding.nameOf(all.account(rows.get(i)));
                if (distinct.add(name) && first.size() <= MOST_NAMES) {
                    first.add(name);
                }
            }
            some = first;
            names = distinct.size();
        }
    }

    private static final Holders ALONE = new Holders();

    private final Rows rows;
    private final Fingerprinter fingerprinter;

    /** Who has each row's password; empty when no password has more than one holder. */
    private Holders[] holders = new Holders[0];

    Sharing(Rows rows, Collection<SaltGroup> groups, Fingerprinter fingerprinter) {
        this.rows = rows;
        this.fingerprinter = fingerprinter;
        Map<Fingerprint, Holders> byPassword = new LinkedHashMap<>();
        List<Holders> unknown = new ArrayList<>();
        for (SaltGroup group : groups) {
            boolean clear = group.costClass().scheme().id().equals(Preparation.PLAIN);
            group.forEachEqual(equal -> {
                Optional<Fingerprint> password = password(equal, clear);
                if (password.isPresent()) {
                    byPassword
                            .computeIfAbsent(password.get(), p -> new Holders())
                            .add(equal);
                } else if (equal.size() > 1) {
                    unknown.add(new Holders().add(equal));
                }
            });
        }
        byPassword.values().forEach(this::tell);
        unknown.forEach(this::tell);
    }

    private void tell(Holders those) {
        if (those.rows.size() == 1) {
            return;
        }
        if (holders.length == 0) {
            holders = new Holders[rows.size()];
            Arrays.fill(holders, ALONE);
        }
        those.name(rows);
        for (int i = 0; i < those.rows.size(); i++) {
            holders[those.rows.get(i)] = those;
        }
    }

    /** The other accounts that have this subject's password. */
    List<String> others(Subject subject) {
        Holders all = holders.length == 0 ? ALONE : holders[subject.row()];
        if (all.names < 2) {
            return List.of();
        }
        String own = Finding.nameOf(subject.account());
        List<String> others = new ArrayList<>(all.some.stream()
                .filter(name -> !name.equals(own))
                .limit(MOST_NAMES)
                .toList());
        if (all.names - 1 > others.size()) {
            others.add((all.names - 1 - others.size()) + " more");
        }
        return others;
    }

    private Optional<Fingerprint> password(List<Subject> equal, boolean clear) {
        for (Subject subject : equal) {
            if (subject.matched()) {
                return Optional.of(subject.match().orElseThrow().group());
            }
            if (clear) {
                return Optional.of(fingerprinter.group(subject.encoded().text()));
            }
        }
        return Optional.empty();
    }
}
