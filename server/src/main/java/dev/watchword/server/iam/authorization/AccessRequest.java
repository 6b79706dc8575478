package dev.watchword.server.iam.authorization;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody wants to do, as policies speak of it.
 *
 * @param action e.g. {@code hss:weakPwds:list}
 * @param resources the URNs of everything that it touches, at least one
 * @param values what conditions may ask, by key; only {@link #KEYS}
 */
public record AccessRequest(String action, List<String> resources, Map<String, String> values) {

    /**
     * The condition keys that this server can tell. All but {@code g:ProjectId}, the project of the path, are the
     * vendor's global ones.
     */
    public static final Set<String> KEYS = Set.of(
            "g:CurrentTime",
            "g:DomainId",
            "g:DomainName",
            "g:PrincipalAccount",
            "g:PrincipalId",
            "g:PrincipalIsRootUser",
            "g:PrincipalUrn",
            "g:ProjectId",
            "g:ResourceAccount",
            "g:SourceIp",
            "g:UserAgent",
            "g:UserId",
            "g:UserName");

    public AccessRequest {
        resources = List.copyOf(resources);
        values = Map.copyOf(values);
        if (resources.isEmpty() || !KEYS.containsAll(values.keySet())) {
            throw new IllegalArgumentException("a request needs a resource, and values of known keys only");
        }
    }

    /** What the request has of a key. */
    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** A time as conditions compare it. */
    static String time(Instant instant) {
        return instant.toString();
    }
}
