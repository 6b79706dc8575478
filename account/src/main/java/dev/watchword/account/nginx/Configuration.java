package dev.watchword.account.nginx;

import dev.watchword.account.AccountSink;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.FoundText;
import dev.watchword.account.IncludedFiles;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.account.htpasswd.Listening;
import dev.watchword.account.htpasswd.PasswordFiles;
import dev.watchword.rootfs.RootFs;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One nginx's configuration with the files that it includes, as far as it names password files and addresses. Blocks do not matter:
 * a file that any of them names is a way in. Belongs to one thread.
 */
final class Configuration {

    private final AccountSink sink;
    private final String folder;
    private final Places places;
    private final Listening listening = new Listening();
    private final IncludedFiles included;
    private final Set<String> passwordFiles = new LinkedHashSet<>();

    /**
     * @param folder of the first file, against which all relative paths are read
     */
    private Configuration(RootFs root, AccountSink sink, String folder) {
        this.sink = sink;
        this.folder = folder;
        this.places = new Places(root, ServiceType.HTTP, sink, false);
        this.included = new IncludedFiles(root, ServiceType.HTTP, sink);
    }

    /** Reads a configuration and then the password files that it names. */
    static void read(RootFs root, AccountSink sink, PasswordFiles files, String path) {
        Configuration configuration = new Configuration(root, sink, path.substring(0, path.lastIndexOf('/')));
        configuration.read(path);
        configuration.passwordFiles.forEach(each -> files.read(each, configuration.listening.exposure()));
    }

    private void read(String path) {
        included.read(path, file -> new Statements((words, line) -> statement(file, words, line)).read(file));
    }

    private void statement(StoreFile file, List<String> words, int line) {
        if (words.size() < 2) {
            return;
        }
        String value = FoundText.decode(words.get(1).getBytes(StandardCharsets.ISO_8859_1));
        switch (words.getFirst()) {
            case "include" -> places.matching(absolute(value)).forEach(this::read);
            case "auth_basic_user_file" -> passwordFile(file, value, line);
            case "listen" -> listening.add(value);
            case "auth_request", "auth_jwt" ->
                sink.diagnostic(new Diagnostic(file.at(line), "users that another server checks are not covered"));
            default -> {
                // says nothing of who may log in
            }
        }
    }

    private void passwordFile(StoreFile file, String value, int line) {
        if (value.indexOf('$') < 0) {
            passwordFiles.add(absolute(value));
            return;
        }
        sink.incomplete(
                ServiceType.HTTP,
                file.path(),
                "line " + line + " names a password file that depends on the request: give it to watchword audit");
    }

    private String absolute(String path) {
        return path.startsWith("/") ? path : folder + "/" + path;
    }
}
