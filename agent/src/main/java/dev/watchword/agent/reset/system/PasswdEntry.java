package dev.watchword.agent.reset.system;

import dev.watchword.rootfs.RootFs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An account of passwd(5).
 *
 * @param name as found
 * @param password what stands in its place, {@code x} when it is in shadow(5)
 * @param uid its number, as text
 * @param gid of its first group, as text
 * @param shell its login shell, {@code ""} for {@code /bin/sh}
 */
record PasswdEntry(String name, String password, String uid, String gid, String shell) {

    private static final int SHELL = 6;

    /** The first entry of this name, as getpwnam(3) has it. */
    static Optional<PasswdEntry> of(RootFs root, String account) {
        // A file's bytes are chars here, and so must be the account's.
        String name = new String(account.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return Texts.linesOrNone(root, "/etc/passwd").stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length > SHELL && fields[0].equals(name))
                .map(fields -> new PasswdEntry(fields[0], fields[1], fields[2], fields[3], fields[SHELL]))
                .findFirst();
    }

    boolean isRoot() {
        return uid.equals("0");
    }

    /** The names of its groups. */
    Set<String> groups(RootFs root) {
        Set<String> names = new TreeSet<>();
        for (String line : Texts.linesOrNone(root, "/etc/group")) {
            String[] fields = line.split(":", -1);
            if (fields.length > 3
                    && (fields[2].equals(gid)
                            || List.of(fields[3].split(",", -1)).contains(name))) {
                names.add(fields[0]);
            }
        }
        return names;
    }
}
