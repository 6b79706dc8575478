package dev.watchword.server;

import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.settings.Settings;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every route of the API with its permission, in one place. What is not here does not exist.
 */
public final class Routes {

    private Routes() {}

    /** All of them. */
    public static List<Route> of(Features features) {
        return Stream.of(
                        identity(features),
                        accountPolicies(features),
                        hostSecurity(features),
                        servers(features),
                        agents(features),
                        own(features),
                        operations(features))
                .flatMap(List::stream)
                .toList();
    }

    /** Tokens, projects, who am I. */
    private static List<Route> identity(Features features) {
        return List.of();
    }

    /** IAM v5: users, groups, policies, passwords, access keys. */
    private static List<Route> accountPolicies(Features features) {
        return List.of();
    }

    /** HSS v5: weak passwords, password complexity, hosts. */
    private static List<Route> hostSecurity(Features features) {
        return List.of();
    }

    /** ECS v1: password resets, servers, jobs. */
    private static List<Route> servers(Features features) {
        return List.of();
    }

    /** What agents call. */
    private static List<Route> agents(Features features) {
        return List.of();
    }

    /** What no vendor has, under /v1/watchword. */
    private static List<Route> own(Features features) {
        return List.of(
                Route.get("/v1/watchword/{project_id}/settings", Service.WATCHWORD)
                        .needs("hss:weakPwds:get")
                        .says("Shows the project's settings for its results")
                        .answers(200, Settings.FIELDS)
                        .to(features.settings()::read),
                Route.put("/v1/watchword/{project_id}/settings", Service.WATCHWORD)
                        .needs("hss:weakPwds:set")
                        .says("Changes the project's settings for its results; what is left out stays")
                        .body(Settings.FIELDS)
                        .answers(200, Settings.FIELDS)
                        .to(features.settings()::change));
    }

    /** Health, metrics, the API's document. */
    private static List<Route> operations(Features features) {
        return List.of();
    }
}
