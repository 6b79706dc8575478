package dev.watchword.server.routes;

import dev.watchword.server.Features;
import dev.watchword.server.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** Every route of the API, in the order of the document. */
public final class Routes {

    private Routes() {}

    /** All of them. */
    public static List<Route> of(Features features) {
        return Stream.of(
                        HostSecurityRoutes.of(features),
                        ServerRoutes.of(features),
                        AccountRoutes.of(features),
                        IdentityRoutes.of(features),
                        PeopleRoutes.of(features),
                        WatchwordRoutes.of(features),
                        ImageRoutes.of(features),
                        AgentRoutes.of(features),
                        OperationsRoutes.of(features))
                .flatMap(List::stream)
                .toList();
    }
}
