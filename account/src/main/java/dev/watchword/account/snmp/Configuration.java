package dev.watchword.account.snmp;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.Exposure;
import dev.watchword.account.FoundText;
import dev.watchword.account.IncludedFiles;
import dev.watchword.account.Owner;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.account.StoreRef;
import dev.watchword.rootfs.RootFs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a machine's agents: all of their files together, since a user may stand in one and what it may do in another.
 * Belongs to one thread.
 */
final class Configuration {

    private static final int MAX_SECRETS = 50_000;

    private final AccountSink sink;
    private final Places places;
    private final Access access = new Access();
    private final List<Secret> secrets = new ArrayList<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final IncludedFiles included;
    private final List<String> addresses = new ArrayList<>();
    private boolean cut;

    Configuration(RootFs root, AccountSink sink) {
        this.sink = sink;
        this.places = new Places(root, ServiceType.SNMP, sink, false);
        this.included = new IncludedFiles(root, ServiceType.SNMP, sink);
    }

    void read(String path) {
        included.read(
                path, file -> file.readLines((bytes, number) -> line(file, Words.of(FoundText.decode(bytes)), number)));
    }

    private void line(StoreFile file, List<String> words, int number) {
        int first = !words.isEmpty() && words.getFirst().startsWith("[") ? 1 : 0;
        if (words.size() < first + 2) {
            return;
        }
        List<String> arguments = words.subList(first + 1, words.size());
        directive(file, words.get(first).toLowerCase(Locale.ROOT), arguments, file.at(number));
    }

    private void directive(StoreFile file, String name, List<String> arguments, StoreRef at) {
        String first = arguments.getFirst();
        switch (name) {
            case "rocommunity", "rocommunity6" -> community(name, arguments, at, false);
            case "rwcommunity", "rwcommunity6" -> community(name, arguments, at, true);
            case "com2sec", "com2sec6", "com2secunix" -> mapped(name, arguments, at);
            case "authcommunity" -> sent(name, arguments, 1, at);
            case "trapcommunity" -> sent(name, arguments, 0, at);
            case "trapsink", "trap2sink", "informsink" -> sent(name + " " + first, arguments, 1, at);
            case "createuser" -> Users.created(arguments, at).forEach(this::add);
            case "usmuser" -> Users.kept(arguments, at).forEach(this::add);
            case "rouser" -> access.user(arguments, false);
            case "rwuser" -> access.user(arguments, true);
            case "group" -> access.group(arguments);
            case "access" -> access.access(arguments);
            case "agentaddress" -> addresses.addAll(List.of(first.split(",")));
            case "includefile" -> read(beside(file, first));
            case "includedir" ->
                places.matching(beside(file, first) + "/*.conf").forEach(this::read);
            default -> {
                // says nothing of who may speak to the agent
            }
        }
    }

    /** {@code COMMUNITY [SOURCE [OID]]}. */
    private void community(String name, List<String> arguments, StoreRef at, boolean writes) {
        String source = arguments.size() > 1 ? arguments.get(1) : "default";
        String account = source.equals("default") ? name : name + " " + source;
        add(Secret.plain(account, "", at, arguments.getFirst(), Secret.exposure(source), writes));
    }

    /** {@code [-Cn CONTEXT] NAME SOURCE COMMUNITY}. */
    private void mapped(String name, List<String> arguments, StoreRef at) {
        int from = arguments.getFirst().equals("-Cn") ? 2 : 0;
        if (arguments.size() > from + 2) {
            String user = arguments.get(from);
            add(Secret.plain(
                    name + " " + user,
                    user,
                    at,
                    arguments.get(from + 2),
                    Secret.exposure(arguments.get(from + 1)),
                    false));
        }
    }

    /** A community that comes with messages to or from others. */
    private void sent(String account, List<String> arguments, int place, StoreRef at) {
        if (arguments.size() > place) {
            add(Secret.plain(account, "", at, arguments.get(place), Exposure.UNKNOWN, false));
        }
    }

    private void add(Secret secret) {
        if (secrets.size() < MAX_SECRETS) {
            secrets.add(secret);
        } else if (!cut) {
            cut = true;
            sink.incomplete(
                    ServiceType.SNMP,
                    secret.at().path(),
                    "more than " + MAX_SECRETS + " secrets: the others are left out");
        }
    }

    private static String beside(StoreFile file, String path) {
        String folder = file.path().substring(0, file.path().lastIndexOf('/'));
        return path.startsWith("/") ? path : folder + "/" + path;
    }

    /** Tells what was found, when all files are read. */
    void tell() {
        Exposure agent = exposure();
        for (Secret secret : secrets) {
            String key = secret.at().path() + "\0" + secret.name();
            int same = names.merge(key, 1, Integer::sum);
            sink.account(new Account(
                    ServiceType.SNMP,
                    same == 1 ? secret.name() : secret.name() + " (" + same + ")",
                    secret.at(),
                    access.state(secret),
                    secret.credentials(),
                    Optional.empty(),
                    Owner.UNKNOWN,
                    secret.exposure() == Exposure.UNKNOWN ? agent : secret.exposure(),
                    secret.writes() || access.writes(secret.user())));
        }
    }

    /** Where no address is named, the agent listens on all of them. */
    private Exposure exposure() {
        boolean local = addresses.stream().allMatch(Configuration::isLocal);
        return local && !addresses.isEmpty() ? Exposure.LOCAL : Exposure.REMOTE;
    }

    private static boolean isLocal(String address) {
        return address.toLowerCase(Locale.ROOT)
                .matches("\\s*((udp|udp6|tcp|tcp6):)?(127\\.[0-9.]+|localhost|\\[?::1]?)(:[0-9]+)?\\s*|unix:.*|/.*");
    }
}
