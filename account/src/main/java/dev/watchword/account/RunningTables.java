package dev.watchword.account;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Asks a server that runs on this machine which rows its table of accounts holds, over its local socket and as somebody whom the
 * machine itself makes its administrator. It is the only session that a scan may open: nothing is changed by it, and no password is
 * guessed. Safe for concurrent use.
 */
public interface RunningTables {

    /** Opens no session. */
    RunningTables FORBIDDEN = server -> new Answer.Untold("no session may be opened: only files are read");

    /** Asks; never throws for what the server does. */
    Answer ask(Server server);

    /**
     * Whom to ask.
     *
     * @param service what it is
     * @param socket absolute path of its Unix socket
     * @param owners names of users, one of whom must hold the other end of the socket
     * @param identities as whom to log in, the first that is let in counts
     */
    record Server(ServiceType service, String socket, Set<String> owners, List<Identity> identities) {
        public Server {
            owners = Set.copyOf(owners);
            identities = List.copyOf(identities);
        }
    }

    /**
     * An administrator of the server. Prints no password.
     *
     * @param user the name in the server
     * @param password as the machine keeps it for this purpose; empty when the server knows the user by the socket
     * @param proof what makes it one, for the report
     * @param systemUser the number of the machine's user who must hold this end of the socket, when it is not whoever scans
     */
    record Identity(String user, Optional<byte[]> password, String proof, OptionalInt systemUser) {

        /** Somebody whom the server knows as whoever scans, or by a password. */
        public Identity(String user, Optional<byte[]> password, String proof) {
            this(user, password, proof, OptionalInt.empty());
        }

        @Override
        public String toString() {
            return user + " (" + proof + ")";
        }
    }

    /** What the server said. */
    sealed interface Answer {

        /**
         * Its rows. Prints none of them.
         *
         * @param version as the server tells it
         * @param columns their names
         * @param rows a value for each column, empty where there is none
         * @param cut whether there are more rows than are read
         */
        record Rows(String version, List<String> columns, List<List<byte[]>> rows, boolean cut) implements Answer {
            public Rows {
                columns = List.copyOf(columns);
                rows = List.copyOf(rows);
            }

            @Override
            public String toString() {
                return rows.size() + " rows of " + version;
            }
        }

        /** Nothing, and why. */
        record Untold(String reason) implements Answer {}
    }
}
