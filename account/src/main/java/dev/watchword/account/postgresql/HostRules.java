package dev.watchword.account.postgresql;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.Owner;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.account.StoreRef;
import dev.watchword.rootfs.RootFs;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code pg_hba.conf}: who is let in from where and how. A line with {@code trust} is a passwordless account, of the users that it
 * names and from where it lets them in: {@code all from local}, {@code app from 10.0.0.0/8}. Lines before it that refuse some of
 * them are not set off against it. Belongs to one thread.
 */
final class HostRules {

    private static final Set<String> BY_NETWORK = Set.of("host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "samehost", "::1/128", "::1");

    private final AccountSink sink;
    private final Exposure network;
    private final Map<String, Integer> names = new HashMap<>();

    private HostRules(AccountSink sink, Exposure network) {
        this.sink = sink;
        this.network = network;
    }

    /**
     * Reads a file and those that it includes.
     *
     * @param network from where the server listens
     */
    static void read(RootFs root, AccountSink sink, String path, Exposure network) {
        HostRules rules = new HostRules(sink, network);
        new Included(root, sink, rules::line).read(path);
    }

    private void line(StoreFile file, List<String> words, int number) {
        String type = words.getFirst().toLowerCase(Locale.ROOT);
        if (type.equals("local")) {
            rule(file, words, number, "local", 3);
        } else if (BY_NETWORK.contains(type) && words.size() > 4) {
            boolean mask = words.get(4).matches("[0-9.]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
            rule(file, words, number, words.get(3) + (mask ? "/" + words.get(4) : ""), mask ? 5 : 4);
        } else {
            file.diagnostic(number, "not a line of pg_hba.conf");
        }
    }

    private void rule(StoreFile file, List<String> words, int number, String from, int method) {
        if (words.size() <= method) {
            file.diagnostic(number, "a line of pg_hba.conf without a method");
            return;
        }
        if (words.get(method).equalsIgnoreCase("trust")) {
            String databases = words.get(1).equals("all") ? "" : " to " + words.get(1);
            tell(file.at(number), words.get(2), words.get(2) + databases + " from " + from, exposure(from));
        }
    }

    private Exposure exposure(String from) {
        boolean here = from.equals("local") || from.startsWith("127.") || THIS_MACHINE.contains(from);
        return here ? Exposure.LOCAL : network;
    }

    private void tell(StoreRef at, String users, String name, Exposure exposure) {
        int same = names.merge(name, 1, Integer::sum);
        boolean superuser =
                List.of(users.split(",")).stream().anyMatch(user -> user.equals("all") || user.equals("postgres"));
        sink.account(new Account(
                ServiceType.POSTGRESQL,
                same == 1 ? name : name + " (" + same + ")",
                at,
                new AccountState.Passwordless(),
                List.of(),
                Optional.empty(),
                Owner.UNKNOWN,
                exposure,
                superuser));
    }
}
