package dev.watchword.account.vsftpd;

import dev.watchword.account.Exposure;
import dev.watchword.account.FoundText;
import dev.watchword.account.StoreFile;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What vsftpd's configuration says of logins; {@code name=value} without blanks, later lines win. Defaults are the compiled ones of
 * vsftpd.conf(5).
 *
 * @param settings by name
 */
record VsftpdConfig(Map<String, String> settings) {

    private static final Set<String> YES = Set.of("YES", "TRUE", "1");

    VsftpdConfig {
        settings = Map.copyOf(settings);
    }

    static VsftpdConfig of(StoreFile file) {
        Map<String, String> settings = new HashMap<>();
        file.readLines((bytes, number) -> {
            String line = FoundText.decode(bytes).stripTrailing();
            if (line.isEmpty() || line.startsWith("#")) {
                return;
            }
            int equals = line.indexOf('=');
            if (equals <= 0) {
                file.diagnostic(number, "not a setting of the form name=value");
                return;
            }
            settings.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return new VsftpdConfig(settings);
    }

    /** Anonymous access is on unless it is switched off. */
    boolean letsAnybodyIn() {
        return isOn("anonymous_enable", true);
    }

    /** Without it nobody but anonymous logs in, virtual users neither. */
    boolean letsUsersIn() {
        return isOn("local_enable", false);
    }

    String pamService() {
        return settings.getOrDefault("pam_service_name", "ftp");
    }

    /** Whether a list says who may log in, or who may not. */
    boolean hasUserList() {
        return isOn("userlist_enable", false);
    }

    /** Whether the list names those who may not. */
    boolean userListDenies() {
        return isOn("userlist_deny", true);
    }

    String userList() {
        return settings.getOrDefault("userlist_file", "/etc/vsftpd.user_list");
    }

    Exposure exposure() {
        String address = settings.getOrDefault("listen_address", settings.getOrDefault("listen_address6", ""));
        return address.startsWith("127.") || address.equals("::1") ? Exposure.LOCAL : Exposure.REMOTE;
    }

    private boolean isOn(String name, boolean otherwise) {
        String value = settings.get(name);
        return value == null ? otherwise : YES.contains(value.toUpperCase(Locale.ROOT));
    }
}
