package dev.watchword.server.http;

/** Decides who may do what. Safe for use by many threads. */
public interface Authorization {

    /**
     * Returns when the project of the path is the caller's to use.
     *
     * @throws ApiError in the service's form; the same whether the project exists or not
     */
    void requireProject(Caller caller, String projectId, RawCall call, Service service);

    /**
     * Returns when an identity policy allows the action and none denies it.
     *
     * @param projectId of the path, {@code ""} without one
     * @throws ApiError in the service's form
     */
    void require(Caller caller, String action, String projectId, RawCall call, Service service);
}
