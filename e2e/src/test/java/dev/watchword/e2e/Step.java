package dev.watchword.e2e;

import java.util.List;
import java.util.Map;

/**
 * One thing that is done to a server. Objects are called by names of the test's own, as in {@code ${user3}}; what a
 * step creates gets such a name.
 */
sealed interface Step {

    /**
     * A call of the API.
     *
     * @param caller {@code root} or a name of a key
     * @param method HTTP's
     * @param target path and query with names
     * @param body with names
     * @param named JSON pointers into the answer, by the name that what is there gets
     */
    record Call(String caller, String method, String target, String body, Map<String, String> named) implements Step {

        static Call of(String method, String target, String body) {
            return new Call("root", method, target, body, Map.of());
        }

        Call by(String other) {
            return new Call(other, method, target, body, named);
        }

        Call naming(String name, String pointer) {
            return new Call(caller, method, target, body, Map.of(name, pointer));
        }
    }

    /**
     * A host gets an agent.
     *
     * @param name of the host here and there
     */
    record Enrol(String name, String enterpriseProject) implements Step {}

    /**
     * A host's agent sends a report.
     *
     * @param host by name
     * @param accounts with weak passwords; all others are well again
     */
    record Report(String host, List<WeakAccount> accounts) implements Step {}

    /**
     * A host's agent asks for the next reset and says that it is done.
     *
     * @param host by name
     */
    record Obey(String host) implements Step {}
}
