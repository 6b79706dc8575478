package dev.watchword.server.authentication;

import dev.watchword.server.Parts;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Service;
import java.util.Optional;

/**
 * Whether the project of a path is the caller's to use. A token is for one project; an access key is for all of its
 * account's. The answer is the same whether a foreign project exists or not. Safe for use by many threads.
 */
public final class ProjectAccess {

    private final Parts parts;

    public ProjectAccess(Parts parts) {
        this.parts = parts;
    }

    /**
     * Returns when it is.
     *
     * @throws ApiError 400 when the client forgot to fill in a project, otherwise what the service says
     */
    public void require(Caller caller, String projectId, RawCall call, Service service) {
        if (projectId.equals("{project_id}")) {
            throw ApiError.gateway(
                    400,
                    "APIGW.0201",
                    "API request error: the path holds the words {project_id}; give the client the id of a project.");
        }
        boolean isTheirs = switch (caller.credential()) {
            case TOKEN -> isScope(caller, projectId);
            case ACCESS_KEY -> isNamed(call, projectId) && owns(caller, projectId);
            case SESSION, LOCAL -> owns(caller, projectId);
        };
        if (!isTheirs) {
            throw service.otherProject();
        }
    }

    private static boolean isScope(Caller caller, String projectId) {
        String scope = caller.scopedProject()
                .orElseThrow(() -> ApiError.gateway(
                        403,
                        "APIGW.0306",
                        "API access denied: the token is for no project; ask for one with the project as its scope."));
        return scope.equals(projectId);
    }

    /** A signed request may name its project in a header; then it must be the one of the path. */
    private static boolean isNamed(RawCall call, String projectId) {
        return call.count("x-project-id") == 0 || call.header("x-project-id").equals(Optional.of(projectId));
    }

    private boolean owns(Caller caller, String projectId) {
        return parts.database().<Boolean>read(handle -> Accounts.owns(handle, caller.domainId(), projectId));
    }
}
