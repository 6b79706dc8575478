package dev.watchword.server.http;

/** Who may call a route. Every route names one; there is no default. */
public sealed interface Permission {

    /** Anybody, without credentials. */
    record Open() implements Permission {}

    /** Anybody whose browser shows a page of this server that sends the call. */
    record OwnPage() implements Permission {}

    /** Whoever proves who they are, whatever they are allowed to do. */
    record Identified() implements Permission {}

    /**
     * Whoever an identity policy allows the action.
     *
     * @param name as identity policies write it, e.g. {@code hss:weakPwds:list}
     */
    record Action(String name) implements Permission {}

    /** A user who signed in at the console, by their session; what they may do there is asked of the API. */
    record Session() implements Permission {}

    /** An enrolled agent, by the signature of its own key. */
    record Agent() implements Permission {}
}
