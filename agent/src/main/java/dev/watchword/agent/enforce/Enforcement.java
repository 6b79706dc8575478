package dev.watchword.agent.enforce;

import dev.watchword.account.pam.PamService;
import dev.watchword.agent.reset.system.HostFolder;
import dev.watchword.agent.reset.system.Texts;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Puts demands on new passwords into a file of libpwquality of its own, and words into a dictionary of cracklib that the file names; both can
 * be undone. Never makes a host demand less than it does. The dictionary and what was before are for root alone (PAM of passwd(1) is root);
 * the file itself holds no word, and anybody reads it, since programs that check a password for a user read it too. Needs root. Not safe
 * for use by two at once.
 */
public final class Enforcement {

    private static final String FOLDER = "/etc/security/watchword";
    private static final String WAS = "was";
    private static final String BEFORE = "before";
    private static final List<String> FORMER =
            List.of("/var/cache/cracklib/cracklib_dict", "/usr/share/cracklib/pw_dict");
    private static final List<String> CREDITS = List.of("ucredit", "lcredit", "dcredit", "ocredit");

    private final Path root;

    /** Works on the machine with this root. */
    public Enforcement(Path root) {
        this.root = root;
    }

    /** What would be written; with words the name of their dictionary is chosen anew each time. */
    public Plan plan(Wish wish, List<String> words) {
        try (RootFs files = HostFolder.open(root)) {
            Optional<List<PamService.Module>> stack = PasswordStack.of(files);
            if (stack.isEmpty()) {
                return new Plan.Useless("the PAM configuration of passwd cannot be read");
            }
            Optional<PamService.Module> quality = stack.get().stream()
                    .filter(module -> module.name().equals("pam_pwquality") && PasswordStack.isBinding(module))
                    .findFirst();
            if (quality.isEmpty()) {
                return new Plan.Useless("no binding pam_pwquality stands in the PAM configuration of passwd:"
                        + " nothing would read the settings (on Debian: apt-get install libpam-pwquality)");
            }
            if (!words.stream().allMatch(Dictionary::takes)) {
                return new Plan.Useless("a word is empty, has control characters or outer blanks, or is longer than "
                        + Dictionary.LONGEST_WORD + " bytes: cracklib cannot find it");
            }
            return plan(files, wish, !words.isEmpty(), quality.get().arguments());
        }
    }

    private static Plan plan(RootFs files, Wish wish, boolean withWords, List<String> arguments) {
        Optional<QualitySettings> without = QualityFiles.readWith(files, List.of());
        if (without.isEmpty()) {
            return new Plan.Useless("the files of libpwquality cannot be read");
        }
        QualitySettings today = without.get().with(arguments);
        List<String> settings = new ArrayList<>();
        settings.add("enforcing = 1");
        settings.add("minlen = " + Math.max(wish.minLength(), today.number("minlen", 8)));
        settings.add("minclass = " + Math.max(wish.classes(), today.number("minclass", 0)));
        CREDITS.forEach(name -> settings.add(name + " = " + Math.min(0, today.number(name, 0))));
        if (withWords) {
            settings.add("dictcheck = 1");
            settings.add("dictpath = " + FOLDER + "/words-" + UUID.randomUUID());
        }
        QualitySettings wanted = QualitySettings.NONE.with(settings);
        Optional<QualitySettings> effective =
                QualityFiles.readWith(files, settings).map(all -> all.with(arguments));
        List<String> overridden = wanted.values().keySet().stream()
                .filter(name -> !wanted.text(name)
                        .equals(effective.orElse(QualitySettings.NONE).text(name)))
                .sorted()
                .toList();
        if (!overridden.isEmpty()) {
            return new Plan.Useless(
                    "set elsewhere, in " + QualityFiles.MAIN + ", a later file or an argument of pam_pwquality,"
                            + " which win: " + String.join(", ", overridden));
        }
        settings.addFirst("# Written by watchword agent enforce; watchword agent enforce --undo takes it back.");
        return new Plan.Ready(Texts.linesOrNone(files, QualityFiles.OURS), settings);
    }

    /**
     * Writes a plan. What was there before the first time is kept.
     *
     * @param words those of the plan
     * @throws IOException when that fails; the settings are then the former ones, or the new ones whole
     */
    public void apply(Plan.Ready plan, List<String> words) throws IOException {
        Path ours = at(QualityFiles.OURS);
        remember(ours);
        String dictionary = dictionary(plan.after());
        if (!dictionary.isEmpty()) {
            Dictionary.make(former(), at(dictionary), words);
            HostFiles.sync(at(FOLDER));
        }
        Files.createDirectories(at(QualityFiles.FOLDER));
        HostFiles.sync(at("/etc/security"));
        byte[] content = (String.join("\n", plan.after()) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        HostFiles.write(ours, content, "rw-r--r--");
        dropDictionaries(dictionary);
    }

    /**
     * Puts back what was there before the first {@link #apply}. May be repeated when it was interrupted.
     *
     * @return whether there was something to undo
     */
    public boolean undo() throws IOException {
        Path folder = at(FOLDER);
        Path was = folder.resolve(WAS);
        if (!Files.exists(was)) {
            return false;
        }
        String before = Files.readString(was);
        if (before.equals("file")) {
            HostFiles.copy(folder.resolve(BEFORE), at(QualityFiles.OURS));
        } else {
            HostFiles.delete(at(QualityFiles.OURS));
            if (before.equals("nothing") && isEmpty(at(QualityFiles.FOLDER))) {
                HostFiles.delete(at(QualityFiles.FOLDER));
            }
        }
        dropDictionaries("");
        HostFiles.delete(was);
        HostFiles.delete(folder.resolve(BEFORE));
        HostFiles.delete(folder);
        return true;
    }

    /** Once: what stood there before Watchword came. */
    private void remember(Path ours) throws IOException {
        Path folder = at(FOLDER);
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            HostFiles.sync(folder.resolveSibling("."));
        }
        if (Files.exists(folder.resolve(WAS))) {
            return;
        }
        String was = Files.isDirectory(ours.resolveSibling(".")) ? "folder" : "nothing";
        if (Files.exists(ours)) {
            HostFiles.copy(ours, folder.resolve(BEFORE));
            was = "file";
        }
        HostFiles.write(folder.resolve(WAS), was.getBytes(StandardCharsets.US_ASCII), "rw-------");
    }

    private static String dictionary(List<String> lines) {
        return QualitySettings.NONE.with(lines).text("dictpath").orElse("");
    }

    /** The dictionary that passwords are looked up in without ours, so that its words stay refused. */
    private String former() throws IOException {
        try (RootFs files = HostFolder.open(root)) {
            QualitySettings without = QualityFiles.readWith(files, List.of())
                    .orElseThrow(() -> new IOException("settings cannot be read"));
            return Stream.concat(without.text("dictpath").stream(), FORMER.stream())
                    .map(this::at)
                    .filter(path -> Files.exists(Path.of(path + ".pwd")) || Files.exists(Path.of(path + ".pwd.gz")))
                    .map(Path::toString)
                    .findFirst()
                    .orElse("");
        }
    }

    private void dropDictionaries(String but) throws IOException {
        try (Stream<Path> files = Files.list(at(FOLDER))) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("words-"))
                    .toList()) {
                if (but.isEmpty() || !file.toString().startsWith(at(but) + ".")) {
                    HostFiles.delete(file);
                }
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private Path at(String path) {
        return root.resolve(path.substring(1));
    }
}
