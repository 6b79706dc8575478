package dev.watchword.agent.reset.service;

import dev.watchword.agent.reset.PasswordPlace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The services whose accounts can be reset, by the word before the colon. The operator picks from them; none is picked by itself. */
public final class ServicePlaces {

    private ServicePlaces() {}

    /**
     * Those that the operator allows.
     *
     * @param folder the root that they are configured in, {@code /} on a live host
     * @param allowed words of services; one that is none of ours gives no place
     */
    public static Map<String, PasswordPlace> of(Path folder, Set<String> allowed) {
        Map<String, PasswordPlace> all = Map.of(
                "redis", new RedisPasswords(folder),
                "tomcat", new FilePasswords(folder, new TomcatAccounts()),
                "ftp", new FilePasswords(folder, new FtpAccounts()),
                "mysql", new MariaDbPasswords(folder));
        return all.entrySet().stream()
                .filter(service -> allowed.contains(service.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
