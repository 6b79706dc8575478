package dev.watchword.server.http;

/** Who may call a route. Every route names one; there is no default. */
public sealed interface Permission {

    /** Anybody, without credentials. */
    record Open() implements Permission {}

    /** Whoever proves who they are, whatever they are allowed to do. */
    record Identified() implements Permission {}

    /**
     * Whoever an identity policy allows the action.
     *
     * @param name as identity policies write it, e.g. {@code hss:weakPwds:list}
     */
    record Action(String name) implements Permission {}

    /** An enrolled agent, by the signature of its own key. */
    record Agent() implements Permission {}
}
