package dev.watchword.server.words;

import dev.watchword.server.http.Caller;

/**
 * Who changed something.
 *
 * @param userId 32 hexadecimal digits
 * @param userName as it was then
 */
public record Author(String userId, String userName) {

    /** The user who calls. */
    public static Author of(Caller caller) {
        return new Author(caller.userId(), caller.userName());
    }
}
