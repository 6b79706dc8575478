package dev.watchword.server.authentication;

import dev.watchword.server.http.Caller;
import dev.watchword.server.users.User;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Makes a user who proved who they are the caller. */
final class Callers {

    private Callers() {}

    /** Whoever showed an access key. */
    static Caller byKey(Handle handle, User user, String accessKeyId) {
        return caller(handle, user, Optional.empty(), Caller.Credential.ACCESS_KEY, accessKeyId);
    }

    /** Whoever showed a token. */
    static Caller byToken(Handle handle, User user, Optional<String> projectId, String mark) {
        return caller(handle, user, projectId, Caller.Credential.TOKEN, mark);
    }

    /** Whoever signed in at the console. */
    static Caller bySession(Handle handle, User user, String mark) {
        return caller(handle, user, Optional.empty(), Caller.Credential.SESSION, mark);
    }

    private static Caller caller(
            Handle handle, User user, Optional<String> projectId, Caller.Credential credential, String credentialId) {
        String domainName = Accounts.domainName(handle, user.domainId());
        return new Caller(
                user.domainId(), domainName, user.id(), user.name(), user.root(), projectId, credential, credentialId);
    }
}
