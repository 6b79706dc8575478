package dev.watchword.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.agent.identity.Memberships;
import dev.watchword.agent.machine.FolderDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The resets of one host, as the root user asks for them and sees them.
 *
 * @param served the server
 * @param hostId the host's
 */
record HostResets(ServedWatchword served, String hostId) {

    /** Those of the host whose agent keeps its state there. */
    static HostResets ofAgent(ServedWatchword served, Path state) {
        try {
            return new HostResets(
                    served,
                    new Memberships(FolderDisk.beside(state))
                            .find()
                            .orElseThrow()
                            .hostId());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for one; {@code apply} says when. */
    Reply ask(String account, String password, String apply) {
        return served.root()
                .post(
                        path(),
                        "{\"new_password\":" + Api.quoted(password) + ",\"account\":" + Api.quoted(account)
                                + ",\"apply\":" + Api.quoted(apply) + ",\"is_check_password\":false}")
                .expect(202);
    }

    /** What was asked for last. */
    JsonNode newest() {
        return served.root().get(path()).expect(200).json().path("data_list").path(0);
    }

    private String path() {
        return "/v1/watchword/" + served.bootstrap().projectId() + "/hosts/" + hostId + "/resets";
    }
}
