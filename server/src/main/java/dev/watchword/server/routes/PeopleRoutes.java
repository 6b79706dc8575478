package dev.watchword.server.routes;

import dev.watchword.server.Features;
import dev.watchword.server.authentication.OwnSessions;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.iam.PasswordCheck;
import dev.watchword.server.iam.UserPermissions;
import dev.watchword.server.iam.UserRecords;
import java.util.List;

/** Users as those who look after them need them, and what everybody may know of themselves; no vendor has it. */
final class PeopleRoutes {

    private PeopleRoutes() {}

    static List<Route> of(Features features) {
        Actions actions = new Actions(features);
        return List.of(
                Route.get("/v1/watchword/users", Service.WATCHWORD)
                        .needs("iam:users:listRecords")
                        .says("Lists users with groups, access keys, last login and lock, by name")
                        .query(UserRecords.QUERY)
                        .answers(200, UserRecords.PAGE)
                        .to(features.iam().records()::list),
                Route.get("/v1/watchword/users/{user_id}", Service.WATCHWORD)
                        .needs("iam:users:getRecord")
                        .says("Tells the same of one user")
                        .answers(200, UserRecords.WHOLE)
                        .to(features.iam().records()::show),
                Route.get("/v1/watchword/users/{user_id}/permissions", Service.WATCHWORD)
                        .needs("iam:users:getPermissions")
                        .says("Tells what a user may do and which policies say so")
                        .answers(200, UserPermissions.WHOLE)
                        .to(call -> features.iam().userPermissions().show(call, actions.all())),
                Route.post("/v1/watchword/users/{user_id}/unlock", Service.WATCHWORD)
                        .needs("iam:users:unlock")
                        .says("Ends the lock that wrong passwords brought about")
                        .answers(204)
                        .to(features.iam().records()::unlock),
                // No permission: everybody may know who they are and what they may do, and end their own sessions.
                Route.post("/v1/watchword/password-check", Service.WATCHWORD)
                        .needsIdentity()
                        .says("Tells which rules a password would break, and keeps nothing of it")
                        .body(PasswordCheck.QUESTION)
                        .answers(200, PasswordCheck.ANSWER)
                        .mutating(false)
                        .to(features.iam().passwordCheck()::check),
                Route.get("/v1/watchword/own-user", Service.WATCHWORD)
                        .needsIdentity()
                        .says("Tells the caller's groups, access keys, last login and password")
                        .answers(200, UserRecords.WHOLE)
                        .to(features.iam().records()::own),
                Route.get("/v1/watchword/own-permissions", Service.WATCHWORD)
                        .needsIdentity()
                        .says("Tells what the caller may do")
                        .answers(200, UserPermissions.OWN)
                        .to(call -> features.iam().userPermissions().own(call, actions.all())),
                Route.get("/v1/watchword/own-sessions", Service.WATCHWORD)
                        .needsIdentity()
                        .says("Lists the caller's sessions of the console")
                        .answers(200, OwnSessions.LIST)
                        .to(features.identity().ownSessions()::list),
                Route.delete("/v1/watchword/own-sessions/{session_id}", Service.WATCHWORD)
                        .needsIdentity()
                        .says("Ends one of the caller's sessions of the console")
                        .answers(204)
                        .to(features.identity().ownSessions()::end));
    }
}
