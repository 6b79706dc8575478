package dev.watchword.account.pam;

import dev.watchword.account.AccountSink;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.FoundText;
import dev.watchword.account.MarkedWords;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.account.StoreRef;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The modules of one type (those that authenticate a service's users, those that take a new password), in order: {@code /etc/pam.d/<service>} with what it includes, or {@code other} when
 * there is no such file (pam.conf(5), pam.d(5)). Belongs to one thread.
 */
public final class PamService {

    private static final List<String> FOLDERS = List.of("/etc/pam.d/", "/usr/lib/pam.d/");
    private static final int MAX_FILES = 32;

    /** A service's name becomes a file's name. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    /** Type, control (in brackets or a word), module and its arguments. */
    private static final Pattern LINE =
            Pattern.compile("-?(\\w+)\\s+(\\[[^]]*]|\\S+)\\s+(\\S+)(?:\\s+(.*))?", Pattern.DOTALL);

    private final RootFs root;
    private final String type;
    private final ServiceType asker;
    private final AccountSink sink;
    private final List<Module> modules = new ArrayList<>();
    private int files;

    private PamService(RootFs root, String type, ServiceType asker, AccountSink sink) {
        this.root = root;
        this.type = type;
        this.asker = asker;
        this.sink = sink;
    }

    /**
     * A module that a user must pass.
     *
     * @param name without folder and ending, e.g. {@code pam_userdb}
     * @param control in lower case: {@code required}, or {@code [success=1 default=ignore]}
     * @param arguments in their order, without brackets
     * @param at where it stands
     */
    public record Module(String name, String control, List<String> arguments, StoreRef at) {

        public Module {
            arguments = List.copyOf(arguments);
        }

        /** The value of {@code name=value}, or of {@code name value}, the last one counting. */
        public Optional<String> value(String argument) {
            Optional<String> found = Optional.empty();
            for (int i = 0; i < arguments.size(); i++) {
                String word = arguments.get(i);
                if (word.startsWith(argument + "=")) {
                    found = Optional.of(word.substring(argument.length() + 1));
                } else if (word.equals(argument) && i + 1 < arguments.size()) {
                    found = Optional.of(arguments.get(i + 1));
                }
            }
            return found;
        }
    }

    /**
     * Reads a service's modules of the type {@code auth}.
     *
     * @param asker whose accounts are looked for: told with what cannot be read
     */
    public static List<Module> authentication(RootFs root, String service, ServiceType asker, AccountSink sink) {
        return modules(root, service, "auth", asker, sink);
    }

    /**
     * Reads a service's modules of the type {@code password}: what a new password passes through.
     *
     * @param asker whose accounts are looked for: told with what cannot be read
     */
    public static List<Module> passwordChange(RootFs root, String service, ServiceType asker, AccountSink sink) {
        return modules(root, service, "password", asker, sink);
    }

    private static List<Module> modules(RootFs root, String service, String type, ServiceType asker, AccountSink sink) {
        PamService reading = new PamService(root, type, asker, sink);
        if (!reading.include(service)) {
            reading.include("other");
        }
        return List.copyOf(reading.modules);
    }

    private boolean include(String service) {
        if (!NAME.matcher(service).matches() || service.startsWith(".")) {
            return false;
        }
        if (++files > MAX_FILES) {
            sink.incomplete(asker, "/etc/pam.d", "more than " + MAX_FILES + " included files: the others are not read");
            return true;
        }
        for (String folder : FOLDERS) {
            Optional<StoreFile> opened = StoreFile.open(root, folder + service, FileLimits.CONFIGURATION, asker, sink);
            if (opened.isPresent()) {
                try (StoreFile file = opened.get()) {
                    lines(file);
                }
                return true;
            }
        }
        return false;
    }

    private void lines(StoreFile file) {
        StringBuilder pending = new StringBuilder();
        file.readLines((bytes, number) -> {
            String line = FoundText.decode(bytes).strip();
            boolean goesOn = line.endsWith("\\")
                    && pending.length() < file.input().limits().maxLineBytes();
            pending.append(goesOn ? line.substring(0, line.length() - 1) + " " : line);
            if (!goesOn) {
                line(pending.toString().strip(), file.at(number));
                pending.setLength(0);
            }
        });
    }

    private void line(String text, StoreRef at) {
        int comment = text.indexOf('#');
        String line = (comment < 0 ? text : text.substring(0, comment)).strip();
        if (line.isEmpty()) {
            return;
        }
        if (line.startsWith("@include")) {
            include(line.substring("@include".length()).strip());
            return;
        }
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            sink.diagnostic(new Diagnostic(at, "not a line of PAM's configuration"));
            return;
        }
        if (!parts.group(1).toLowerCase(Locale.ROOT).equals(type)) {
            return;
        }
        String control = parts.group(2).toLowerCase(Locale.ROOT);
        if (control.equals("include") || control.equals("substack")) {
            include(parts.group(3));
            return;
        }
        modules.add(new Module(simpleName(parts.group(3)), control, arguments(parts.group(4)), at));
    }

    private static String simpleName(String module) {
        String file = module.substring(module.lastIndexOf('/') + 1);
        return file.endsWith(".so") ? file.substring(0, file.length() - 3) : file;
    }

    /** An argument in brackets may hold blanks. */
    private static List<String> arguments(@Nullable String text) {
        return text == null ? List.of() : MarkedWords.of(text, '[', ']');
    }
}
