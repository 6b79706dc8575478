package dev.watchword.server.routes;

import dev.watchword.server.Features;
import dev.watchword.server.http.Permission;
import dev.watchword.server.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** Every action that a route of the API needs. They are gathered when somebody first asks. Safe for use by many threads. */
final class Actions {

    private final Features features;
    private volatile List<String> known = List.of();

    Actions(Features features) {
        this.features = features;
    }

    /** In alphabetical order. */
    List<String> all() {
        List<String> gathered = known;
        if (gathered.isEmpty()) {
            gathered = Routes.of(features).stream()
                    .map(Route::permission)
                    .flatMap(permission ->
                            permission instanceof Permission.Action action ? Stream.of(action.name()) : Stream.empty())
                    .distinct()
                    .sorted()
                    .toList();
            known = gathered;
        }
        return gathered;
    }
}
