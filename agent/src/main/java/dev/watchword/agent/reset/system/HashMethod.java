package dev.watchword.agent.reset.system;

import dev.watchword.hash.PasswordEncoder;
import dev.watchword.hash.shacrypt.ShacryptEncoder;
import dev.watchword.hash.yescrypt.YescryptEncoder;
import dev.watchword.rootfs.RootFs;
import java.util.List;
import java.util.Optional;

/**
 * How a system stores new passwords: as pam_unix is told, or else as login.defs(5) says. yescrypt only where the system uses
 * it, because an older libcrypt could not read it; SHA-512 crypt everywhere else.
 */
final class HashMethod {

    private static final List<String> STACKS = List.of(
            "/etc/pam.d/common-password", "/etc/pam.d/system-auth", "/etc/pam.d/password-auth", "/etc/pam.d/passwd");
    private static final List<String> OTHER_METHODS =
            List.of("sha512", "sha256", "blowfish", "bigcrypt", "md5", "gost_yescrypt");

    private HashMethod() {}

    static PasswordEncoder of(RootFs root, ShadowText shadow) {
        boolean yescrypt =
                shadow.hasMark("$y$") || ofPam(root).map("yescrypt"::equals).orElseGet(() -> ofLoginDefs(root));
        return yescrypt ? new YescryptEncoder() : new ShacryptEncoder();
    }

    private static Optional<String> ofPam(RootFs root) {
        return STACKS.stream()
                .flatMap(path -> Texts.linesOrNone(root, path).stream())
                .map(String::strip)
                .filter(line -> line.startsWith("password") && line.contains("pam_unix.so"))
                .flatMap(line -> List.of(line.split("\\s+")).stream())
                .filter(word -> word.equals("yescrypt") || OTHER_METHODS.contains(word))
                .findFirst();
    }

    private static boolean ofLoginDefs(RootFs root) {
        return Texts.linesOrNone(root, "/etc/login.defs").stream()
                .map(line -> line.strip().split("\\s+"))
                .anyMatch(words ->
                        words.length > 1 && words[0].equals("ENCRYPT_METHOD") && words[1].equalsIgnoreCase("YESCRYPT"));
    }
}
