package dev.watchword.account.tomcat;

import dev.watchword.account.AccountSink;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.Exposure;
import dev.watchword.account.FoundText;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.account.StoreRef;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One Tomcat instance: which files of users its realms read, and with which handlers. */
final class CatalinaBase {

    private static final String DEFAULT_USERS = "conf/tomcat-users.xml";

    private final RootFs root;
    private final String conf;
    private final String base;
    private final AccountSink sink;
    private final Placeholders placeholders;
    private final Map<String, XmlElement> resources = new HashMap<>();
    private final List<UsersFile> found = new ArrayList<>();
    private Exposure exposure = Exposure.UNKNOWN;

    /**
     * @param conf the folder of {@code server.xml}
     * @param base the folder against which paths are resolved, CATALINA_BASE
     */
    CatalinaBase(RootFs root, String conf, String base, AccountSink sink) {
        this.root = root;
        this.conf = conf;
        this.base = base;
        this.sink = sink;
        this.placeholders = Placeholders.read(root, conf, base, sink);
    }

    /** Every file of users of this instance. */
    List<UsersFile> users() {
        Optional<XmlElement> server = document(conf + "/server.xml");
        server.ifPresent(this::server);
        Places places = new Places(root, ServiceType.TOMCAT, sink, false);
        List<String> contexts = places.matching(
                List.of(conf + "/context.xml", conf + "/*/*/*.xml", base + "/webapps/*/META-INF/context.xml"));
        for (String path : contexts) {
            document(path).ifPresent(context -> realms(context, path));
        }
        addUnreadByRealms(server.isPresent());
        return found;
    }

    private Optional<XmlElement> document(String path) {
        return document(root, path, sink);
    }

    /** The first element of an XML file; empty when there is none or it cannot be read, which the sink has been told. */
    static Optional<XmlElement> document(RootFs root, String path, AccountSink sink) {
        Optional<StoreFile> opened = StoreFile.open(root, path, FileLimits.CONFIGURATION, ServiceType.TOMCAT, sink);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (StoreFile file = opened.get()) {
            return document(file);
        }
    }

    /** The first element of an open XML file, under the same terms. */
    static Optional<XmlElement> document(StoreFile file) {
        return switch (XmlReader.read(file.input())) {
            case XmlReader.Outcome.Document document -> {
                file.covered();
                yield Optional.of(document.root());
            }
            case XmlReader.Outcome.Refused refused -> {
                boolean cut = file.input().exceeded();
                file.incomplete(
                        cut
                                ? "larger than the limit of "
                                        + file.input().limits().maxBytes() + " bytes"
                                : refused.reason());
                yield Optional.empty();
            }
        };
    }

    private void server(XmlElement server) {
        server.tree()
                .filter(element -> element.name().equals("Resource"))
                .forEach(resource -> resources.put(resource.attributes().getOrDefault("name", ""), resource));
        exposure = exposure(server);
        realms(server, conf + "/server.xml");
    }

    /** Connectors of the AJP protocol listen on the machine itself unless an address is given. */
    private Exposure exposure(XmlElement server) {
        Exposure widest = Exposure.UNKNOWN;
        for (XmlElement connector : server.tree()
                .filter(element -> element.name().equals("Connector"))
                .filter(element ->
                        !element.attributes().getOrDefault("port", "").equals("-1"))
                .toList()) {
            Optional<String> address = connector
                    .attribute("address")
                    .map(text -> placeholders.fill(text).text());
            boolean ajp = connector.attributes().getOrDefault("protocol", "").contains("AJP");
            Exposure one = address.map(CatalinaBase::isLoopback).orElse(ajp) ? Exposure.LOCAL : Exposure.REMOTE;
            widest = one.compareTo(widest) > 0 ? one : widest;
        }
        return widest;
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.")
                || address.equals("::1")
                || address.equals("[::1]")
                || address.equals("0:0:0:0:0:0:0:1")
                || address.equalsIgnoreCase("localhost");
    }

    private void realms(XmlElement configuration, String path) {
        configuration.tree().filter(element -> element.name().equals("Realm")).forEach(realm -> realm(realm, path));
    }

    private void realm(XmlElement realm, String path) {
        switch (realm.simpleClassName()) {
            case "UserDatabaseRealm" -> userDatabase(realm, path);
            case "MemoryRealm" -> add(realm, path, realm.attributes().getOrDefault("pathname", DEFAULT_USERS), false);
            case "CombinedRealm", "LockOutRealm", "NullRealm" -> {
                // the realms inside are looked at on their own
            }
            default ->
                diagnostic(path, realm, "users of " + FoundText.quoted(realm.simpleClassName()) + " are not in files");
        }
    }

    private void userDatabase(XmlElement realm, String path) {
        String name = realm.attributes().getOrDefault("resourceName", "UserDatabase");
        XmlElement resource = resources.get(name);
        if (resource == null) {
            diagnostic(path, realm, "the realm's resource " + FoundText.quoted(name) + " is not in server.xml");
            return;
        }
        String factory = resource.attributes().getOrDefault("factory", "");
        if (!factory.isEmpty() && !factory.endsWith(".MemoryUserDatabaseFactory")) {
            diagnostic(path, realm, "users of the resource " + FoundText.quoted(name) + " are not in files");
            return;
        }
        boolean followed =
                !resource.attributes().getOrDefault("watchSource", "true").equalsIgnoreCase("false");
        add(realm, path, resource.attributes().getOrDefault("pathname", DEFAULT_USERS), followed);
    }

    private void add(XmlElement realm, String path, String pathname, boolean followed) {
        Placeholders.Filled filled = placeholders.fill(pathname);
        String file = filled.text().startsWith("file:") ? pathOf(filled.text()) : filled.text();
        if (!filled.unknown().isEmpty() || file.contains("://")) {
            String reason = "line " + realm.line() + ": where the file of users stands is not known here";
            sink.incomplete(ServiceType.TOMCAT, path, reason);
            return;
        }
        found.add(new UsersFile(resolved(file), Handler.of(realm, placeholders), exposure, placeholders, followed));
    }

    private String resolved(String pathname) {
        if (pathname.startsWith("/")) {
            return pathname;
        }
        return pathname.startsWith("conf/") ? conf + pathname.substring(4) : base + "/" + pathname;
    }

    /** The path that a file URL names, its escapes resolved; the text itself when it is no URL after all. */
    private static String pathOf(String url) {
        try {
            String path = new URI(url).getPath();
            return path == null ? url : path;
        } catch (URISyntaxException e) {
            return url;
        }
    }

    /** The usual file of users, when no realm reads it: a forgotten one, or a realm that was not found. */
    private void addUnreadByRealms(boolean serverRead) {
        String usual = resolved(DEFAULT_USERS);
        boolean known = found.stream().anyMatch(users -> users.path().equals(usual));
        if (known || !(root.stat(usual) instanceof RootFs.Stat.Found)) {
            return;
        }
        String why = serverRead
                ? "no realm that was found reads this file"
                : "without server.xml it is not known who reads this file";
        sink.diagnostic(new Diagnostic(new StoreRef(usual, 0), why + ": its passwords are taken for clear text"));
        found.add(new UsersFile(usual, List.of(List.of(new Handler.PlainText())), exposure, placeholders, false));
    }

    private void diagnostic(String path, XmlElement element, String reason) {
        sink.diagnostic(new Diagnostic(new StoreRef(path, element.line()), reason));
    }
}
