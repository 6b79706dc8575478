package dev.watchword.server.console.page;

import dev.watchword.server.console.Address;
import dev.watchword.server.console.Visit;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the viewer may do, so that nothing else is offered. Whether they really may is decided when they do it.
 *
 * @param actions that some policy allows, at least in part
 */
public record May(Set<String> actions) {

    static May of(Visit visit) {
        return new May(visit.api()
                .get(Address.of("/v1/watchword/own-permissions"))
                .path("permissions")
                .valueStream()
                .filter(each -> each.path("verdict").asText().matches("allowed|partly"))
                .map(each -> each.path("action").asText())
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether all of these may be done. */
    public boolean all(String... wanted) {
        return actions.containsAll(Set.of(wanted));
    }
}
