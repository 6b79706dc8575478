package dev.watchword.server.iam;

import dev.watchword.candidate.Wordlist;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The list that comes with Watchword, in whatever case somebody writes its words. It is read when the first password is
 * chosen, so a start does not wait for it; from then on it takes some megabytes, once for all accounts.
 */
public final class BuiltInWeakWords implements WeakWords {

    @Override
    public boolean know(String domainId, String password) {
        return holds(password) || holds(password.toLowerCase(Locale.ROOT));
    }

    private static boolean holds(String word) {
        return Wordlist.builtIn().indexOf(word.getBytes(StandardCharsets.UTF_8)) >= 0;
    }
}
