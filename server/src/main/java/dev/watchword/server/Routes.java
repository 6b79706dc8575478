package dev.watchword.server;

import dev.watchword.server.authentication.IdentityResource;
import dev.watchword.server.authentication.TokenResource;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
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
        TokenResource tokens = features.tokenCalls();
        IdentityResource identity = features.identityCalls();
        return List.of(
                // Open: whoever has no token yet shows a password.
                Route.post("/v3/auth/tokens", Service.KEYSTONE)
                        .openToAll()
                        .says("Gives a token for a password")
                        .query(TokenResource.NO_CATALOG)
                        .body(TokenResource.REQUEST)
                        .upTo(64 * 1024)
                        .answers(201, TokenResource.TOKEN)
                        .to(tokens::create),
                Route.get("/v3/auth/tokens", Service.KEYSTONE)
                        .needsIdentity()
                        .says("Tells what a token is for and how long it is valid")
                        .query(TokenResource.NO_CATALOG)
                        .answers(200, TokenResource.TOKEN)
                        .to(tokens::show),
                Route.get("/v3/projects", Service.KEYSTONE)
                        .needsIdentity()
                        .says("Lists the projects of the caller's account")
                        .query(IdentityResource.NAME)
                        .answers(200, IdentityResource.PROJECTS)
                        .to(identity::projects),
                Route.get("/v3/auth/projects", Service.KEYSTONE)
                        .needsIdentity()
                        .says("Lists the projects that the caller may ask a token for")
                        .answers(200, IdentityResource.PROJECTS)
                        .to(identity::projects),
                Route.get("/v3/auth/domains", Service.KEYSTONE)
                        .needsIdentity()
                        .says("Tells the caller's account")
                        .answers(200, IdentityResource.DOMAINS)
                        .to(identity::domains),
                Route.get("/v5/caller-identity", Service.STS)
                        .needsIdentity()
                        .says("Tells who the caller is")
                        .answers(200, IdentityResource.CALLER)
                        .to(identity::caller),
                // Open: clients read it before they ask for a token, and it says nothing of this server.
                Route.get("/v3", Service.KEYSTONE)
                        .openToAll()
                        .says("Tells the version of the token calls")
                        .answers(200, IdentityResource.VERSION)
                        .to(identity::version));
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
        return List.of();
    }

    /** Health, metrics, the API's document. */
    private static List<Route> operations(Features features) {
        return List.of();
    }
}
