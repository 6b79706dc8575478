package dev.watchword.account.apache;

import dev.watchword.account.AccountSink;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.IncludedFiles;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.account.htpasswd.Listening;
import dev.watchword.account.htpasswd.PasswordFiles;
import dev.watchword.rootfs.FileKind;
import dev.watchword.rootfs.RootFs;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One Apache's configuration with the files that it includes, as far as it names password files, addresses and folders whose owners
 * may name password files themselves. Conditional sections count as active. Belongs to one thread.
 */
final class Configuration {

    private static final int MAX_NAMES = 1_000;
    private static final int MAX_FOLDERS = 1_000;
    private static final int MAX_SECTIONS = 100;

    private final RootFs root;
    private final AccountSink sink;
    private final Places places;
    private final Variables variables = new Variables();
    private final Overrides overrides = new Overrides();
    private final Listening listening = new Listening();
    private final Set<String> accessNames = new LinkedHashSet<>();
    private final IncludedFiles included;
    private final Set<String> folders = new HashSet<>();
    private final Set<String> passwordFiles = new LinkedHashSet<>();
    private final Deque<String> sections = new ArrayDeque<>();
    private String serverRoot;

    private Configuration(RootFs root, AccountSink sink, String serverRoot) {
        this.root = root;
        this.sink = sink;
        this.places = new Places(root, ServiceType.HTTP, sink, false);
        this.included = new IncludedFiles(root, ServiceType.HTTP, sink);
        this.serverRoot = serverRoot;
    }

    /**
     * Reads a configuration and then the password files that it and the access files name.
     *
     * @param serverRoot against which relative paths are read until the configuration itself says
     */
    static void read(RootFs root, AccountSink sink, PasswordFiles files, String path, String serverRoot) {
        Configuration configuration = new Configuration(root, sink, serverRoot);
        configuration.read(path);
        configuration.readAccessFiles();
        configuration.passwordFiles.forEach(each -> files.read(each, configuration.listening.exposure()));
    }

    private void readAccessFiles() {
        Set<String> names = accessNames.isEmpty() ? Set.of(".htaccess") : accessNames;
        new AccessFiles(root, sink, overrides, names).read((name, arguments, line) -> {
            if (name.equals("authuserfile") && !arguments.isEmpty()) {
                passwordFiles.add(absolute(arguments.getFirst()));
            }
        });
    }

    private void read(String path) {
        included.read(
                path, file -> Directives.read(file, (name, arguments, line) -> take(file, name, arguments, line)));
    }

    private void take(StoreFile file, String name, List<String> arguments, int line) {
        if (name.startsWith("</")) {
            sections.poll();
        } else if (name.startsWith("<")) {
            open(name, arguments);
        } else if (!arguments.isEmpty()) {
            directive(file, name, arguments, line);
        }
    }

    /** Folders by pattern are not told apart: what they allow counts for none. */
    private void open(String name, List<String> arguments) {
        boolean folder = name.equals("<directory")
                && arguments.size() == 1
                && arguments.getFirst().chars().noneMatch(c -> c == '*' || c == '?' || c == '[');
        if (sections.size() < MAX_SECTIONS) {
            sections.push(folder ? absolute(arguments.getFirst()) : "");
        }
    }

    private void directive(StoreFile file, String name, List<String> arguments, int line) {
        String first = arguments.getFirst();
        switch (name) {
            case "serverroot" -> serverRoot = absolute(first);
            case "define" -> variables.define(first, arguments.size() > 1 ? arguments.get(1) : "");
            case "include", "includeoptional" -> include(absolute(first));
            case "listen" -> listening.add(variables.in(first));
            case "accessfilename" -> accessNames.addAll(arguments);
            case "documentroot" -> overrides.serves(absolute(first));
            case "alias", "scriptalias" -> {
                if (arguments.size() > 1) {
                    overrides.serves(absolute(arguments.get(1)));
                }
            }
            case "allowoverride", "allowoverridelist" -> allow(arguments);
            case "authuserfile" -> passwordFile(file, absolute(first), line);
            case "authdbmuserfile", "authdbduserpwquery", "authldapurl" ->
                sink.diagnostic(new Diagnostic(file.at(line), "users in a database or directory are not covered"));
            default -> {
                // says nothing of who may log in
            }
        }
    }

    private void allow(List<String> words) {
        sections.stream()
                .filter(folder -> !folder.isEmpty())
                .findFirst()
                .ifPresent(folder -> overrides.allow(folder, words));
    }

    private void passwordFile(StoreFile file, String path, int line) {
        if (path.contains("${")) {
            sink.incomplete(
                    ServiceType.HTTP,
                    file.path(),
                    "line " + line + " names a password file by a variable that stands in no configuration:"
                            + " give it to watchword audit");
            return;
        }
        passwordFiles.add(path);
    }

    /** A folder stands for all files in it and below. */
    private void include(String pattern) {
        if (!pattern.startsWith("/")) {
            sink.incomplete(
                    ServiceType.HTTP,
                    pattern,
                    "it is included by a variable that stands in no configuration: not read");
            return;
        }
        places.matching(pattern).forEach(this::includeAll);
    }

    /** Links make a folder stand below itself: each is walked once. */
    private void includeAll(String path) {
        if (!(root.stat(path) instanceof RootFs.Stat.Found found)
                || found.info().kind() != FileKind.FOLDER) {
            read(path);
            return;
        }
        if (folders.size() == MAX_FOLDERS) {
            sink.incomplete(ServiceType.HTTP, path, "more than " + MAX_FOLDERS + " included folders: not read");
            folders.add("");
        }
        if (folders.size() > MAX_FOLDERS || !folders.add(found.info().realPath())) {
            return;
        }
        switch (root.list(path, MAX_NAMES)) {
            case RootFs.Listed.Refused refused ->
                sink.incomplete(ServiceType.HTTP, path, StoreFile.advice(refused.why(), path));
            case RootFs.Listed.Entries entries -> {
                if (entries.cut()) {
                    sink.incomplete(
                            ServiceType.HTTP, path, "more than " + MAX_NAMES + " entries: the others are not read");
                }
                entries.names().forEach(name -> includeAll(path + "/" + name));
            }
        }
    }

    private String absolute(String written) {
        String path = variables.in(written);
        return path.startsWith("/") || path.startsWith("${") ? path : serverRoot + "/" + path;
    }
}
