package dev.watchword.server.authentication;

import dev.watchword.server.http.Caller;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Service;

/** Decides whether identity policies allow an action. Safe for use by many threads. */
public interface Permissions {

    /**
     * Returns when one allows the action and none denies it.
     *
     * @param projectId of the path, {@code ""} without one
     * @throws dev.watchword.server.http.ApiError in the service's form
     */
    void require(Caller caller, String action, String projectId, RawCall call, Service service);
}
