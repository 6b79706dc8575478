package dev.watchword.account.session;

import dev.watchword.account.RunningTables.Answer;
import dev.watchword.account.RunningTables.Identity;

/** What is said in a session on one kind of server: the login, one statement, the end. Keeps nothing; safe for use by many threads. */
public interface Conversation {

    /**
     * Holds it.
     *
     * @param wire to a server that has shown who it is
     * @param identity as whom
     * @throws SessionFailed when it did not lead to the rows, whatever the server did
     */
    Answer.Rows hold(Wire wire, Identity identity) throws SessionFailed;
}
