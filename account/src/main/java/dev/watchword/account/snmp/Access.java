package dev.watchword.account.snmp;

import dev.watchword.account.AccountState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which security names an agent lets write, or speak without a secret: group, access, rouser and rwuser. Belongs to one thread. */
final class Access {

    private final Map<String, Set<String>> groups = new HashMap<>();
    private final Set<String> writingGroups = new HashSet<>();
    private final Set<String> writers = new HashSet<>();
    private final Set<String> open = new HashSet<>();

    /** {@code group GROUP MODEL NAME}. */
    void group(List<String> words) {
        if (words.size() > 2) {
            groups.computeIfAbsent(words.get(2), name -> new HashSet<>()).add(words.getFirst());
        }
    }

    /** {@code access GROUP CONTEXT MODEL LEVEL PREFIX READ WRITE NOTIFY}. */
    void access(List<String> words) {
        if (words.size() > 6 && !words.get(6).equals("none")) {
            writingGroups.add(words.getFirst());
        }
    }

    /** {@code rouser} or {@code rwuser}: {@code [-s MODEL] NAME [LEVEL [OID]]}. */
    void user(List<String> words, boolean writes) {
        int at = words.size() > 2 && words.getFirst().equals("-s") ? 2 : 0;
        if (at >= words.size()) {
            return;
        }
        if (writes) {
            writers.add(words.get(at));
        }
        if (words.size() > at + 1 && words.get(at + 1).toLowerCase(Locale.ROOT).startsWith("noauth")) {
            open.add(words.get(at));
        }
    }

    boolean writes(String user) {
        return writers.contains(user)
                || groups.getOrDefault(user, Set.of()).stream().anyMatch(writingGroups::contains);
    }

    /** What a user's state becomes when the agent asks no secret of this name. */
    AccountState state(Secret secret) {
        boolean user = secret.name().equals(secret.user());
        return user && open.contains(secret.user()) ? new AccountState.Passwordless() : secret.state();
    }
}
