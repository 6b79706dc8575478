package dev.watchword.account.postgresql;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.Owner;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.rootfs.RootFs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code pg_hba.conf}: who is let in from where and how. A line with {@code trust} is a passwordless account, of the users that it
 * names and from where it lets them in: {@code all from local}, {@code app from 10.0.0.0/8}. The first line that is for a connection
 * counts: one that stands behind another which is for all of its connections is never reached, and left out. Lines before it that are for some
 * of them are not set off against it. Belongs to one thread.
 */
final class HostRules {

    private static final Set<String> BY_NETWORK = Set.of("host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "samehost", "::1/128", "::1");

    /** Lines that are set off against later ones: the first ones. */
    private static final int MOST_RULES = 200;

    private static final int MOST_ACCOUNTS = 5_000;

    private final AccountSink sink;
    private final Exposure network;
    private final NamesInFiles lists;
    private final List<HostRule> before = new ArrayList<>();
    private final Map<String, Integer> names = new HashMap<>();
    private int told;

    private HostRules(RootFs root, AccountSink sink, Exposure network) {
        this.sink = sink;
        this.network = network;
        this.lists = new NamesInFiles(root, sink);
    }

    /**
     * Reads a file and those that it includes.
     *
     * @param network from where the server listens
     */
    static void read(RootFs root, AccountSink sink, String path, Exposure network) {
        HostRules rules = new HostRules(root, sink, network);
        new Included(root, sink, rules::line).read(path);
    }

    private void line(StoreFile file, List<String> words, boolean quoted, int number) {
        String type = words.getFirst().toLowerCase(Locale.ROOT);
        if (type.equals("local")) {
            rule(file, words, quoted, number, "local", 3);
        } else if (BY_NETWORK.contains(type) && words.size() > 4) {
            boolean mask = Network.isAddress(words.get(4));
            rule(file, words, quoted, number, words.get(3) + (mask ? "/" + words.get(4) : ""), mask ? 5 : 4);
        } else {
            file.diagnostic(number, "not a line of pg_hba.conf");
        }
    }

    private void rule(StoreFile file, List<String> words, boolean quoted, int number, String from, int method) {
        if (words.size() <= method) {
            file.diagnostic(number, "a line of pg_hba.conf without a method");
            return;
        }
        String folder = Included.folder(file.path());
        HostRule rule = new HostRule(
                words.getFirst().toLowerCase(Locale.ROOT),
                lists.of(words.get(1), folder),
                lists.of(words.get(2), folder),
                from,
                Network.of(from));
        boolean reached = before.stream().noneMatch(earlier -> earlier.covers(rule));
        if (reached
                && words.get(method).equalsIgnoreCase("trust")
                && !rule.users().isEmpty()) {
            String users = NamesInFiles.shown(words.get(2), rule.users());
            String databases =
                    words.get(1).equals("all") ? "" : " to " + NamesInFiles.shown(words.get(1), rule.databases());
            tell(file, number, rule, users + databases + " from " + from);
        }
        if (reached && !quoted && before.size() < MOST_RULES) {
            before.add(rule);
        }
    }

    private Exposure exposure(String from) {
        boolean here = from.equals("local") || from.startsWith("127.") || THIS_MACHINE.contains(from);
        return here ? Exposure.LOCAL : network;
    }

    private void tell(StoreFile file, int number, HostRule rule, String name) {
        if (told++ >= MOST_ACCOUNTS) {
            if (told == MOST_ACCOUNTS + 1) {
                file.incomplete("more than " + MOST_ACCOUNTS + " lines with trust: the others are left out");
            }
            return;
        }
        int same = names.merge(name, 1, Integer::sum);
        boolean superuser = rule.users().contains(HostRule.ALL) || rule.users().contains("postgres");
        sink.account(new Account(
                ServiceType.POSTGRESQL,
                same == 1 ? name : name + " (" + same + ")",
                file.at(number),
                new AccountState.Passwordless(),
                List.of(),
                Optional.empty(),
                Owner.UNKNOWN,
                exposure(rule.from()),
                superuser));
    }
}
