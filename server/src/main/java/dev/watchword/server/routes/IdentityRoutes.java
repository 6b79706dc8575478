package dev.watchword.server.routes;

import dev.watchword.server.Features;
import dev.watchword.server.authentication.IdentityResource;
import dev.watchword.server.authentication.TokenResource;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import java.util.List;

/** Tokens, projects, accounts, who am I. */
final class IdentityRoutes {

    private IdentityRoutes() {}

    static List<Route> of(Features features) {
        return List.of(
                // Open: whoever has no token yet shows a password.
                Route.post("/v3/auth/tokens", Service.KEYSTONE)
                        .openToAll()
                        .says("Gives a token for a password")
                        .query(TokenResource.NO_CATALOG)
                        .body(TokenResource.REQUEST)
                        .upTo(64 * 1024)
                        .answers(201, TokenResource.TOKEN)
                        .to(features.identity().tokenCalls()::create),
                Route.get("/v3/auth/tokens", Service.KEYSTONE)
                        .needsIdentity()
                        .says("Tells what a token is for and how long it is valid")
                        .query(TokenResource.NO_CATALOG)
                        .answers(200, TokenResource.TOKEN)
                        .to(features.identity().tokenCalls()::show),
                Route.get("/v3/projects", Service.KEYSTONE)
                        .needsIdentity()
                        .says("Lists the projects of the caller's account")
                        .query(IdentityResource.NAME)
                        .answers(200, IdentityResource.PROJECTS)
                        .to(features.identity().identityCalls()::projects),
                Route.get("/v3/auth/projects", Service.KEYSTONE)
                        .needsIdentity()
                        .says("Lists the projects that the caller may ask a token for")
                        .answers(200, IdentityResource.PROJECTS)
                        .to(features.identity().identityCalls()::projects),
                Route.get("/v3/auth/domains", Service.KEYSTONE)
                        .needsIdentity()
                        .says("Tells the caller's account")
                        .answers(200, IdentityResource.DOMAINS)
                        .to(features.identity().identityCalls()::domains),
                Route.get("/v5/caller-identity", Service.STS)
                        .needsIdentity()
                        .says("Tells who the caller is")
                        .answers(200, IdentityResource.CALLER)
                        .to(features.identity().identityCalls()::caller),
                // Open: clients read it before they ask for a token, and it says nothing of this server.
                Route.get("/v3", Service.KEYSTONE)
                        .openToAll()
                        .says("Tells the version of the token calls")
                        .answers(200, IdentityResource.VERSION)
                        .to(features.identity().identityCalls()::version));
    }
}
