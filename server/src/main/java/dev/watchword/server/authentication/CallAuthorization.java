package dev.watchword.server.authentication;

import dev.watchword.server.http.Authorization;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Service;

/**
 * Who may do what: in which project by {@link ProjectAccess}, and what by the identity policies.
 *
 * @param projects whose projects
 * @param permissions which actions
 */
public record CallAuthorization(ProjectAccess projects, Permissions permissions) implements Authorization {

    @Override
    public void requireProject(Caller caller, String projectId, RawCall call, Service service) {
        projects.require(caller, projectId, call, service);
    }

    @Override
    public void require(Caller caller, String action, String projectId, RawCall call, Service service) {
        permissions.require(caller, action, projectId, call, service);
    }
}
