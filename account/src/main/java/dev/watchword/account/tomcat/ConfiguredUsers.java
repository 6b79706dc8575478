package dev.watchword.account.tomcat;

import dev.watchword.account.Account;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.PasswordEncoder;
import java.util.List;
import java.util.Optional;

/** A file of users as the realms that read it see it. Immutable. */
public final class ConfiguredUsers {

    private final String realPath;
    private final UsersFile file;
    private final List<Account> accounts;

    ConfiguredUsers(String realPath, UsersFile file, List<Account> accounts) {
        this.realPath = realPath;
        this.file = file;
        this.accounts = List.copyOf(accounts);
    }

    /** The file's path inside the root, without links. */
    public String realPath() {
        return realPath;
    }

    /** Its users. Of one that stands there twice the last counts. */
    public List<Account> accounts() {
        return accounts;
    }

    /** Makes a password's stored form, which every realm reads that reads the file; empty when they have no form in common. */
    public Optional<PasswordEncoder> encoder() {
        return file.common().flatMap(Handler::encoder);
    }

    /** Whether servers look for changes of the file while they run, as those do that keep a MemoryUserDatabase. */
    public boolean followed() {
        return file.followed();
    }

    /**
     * The file with another password of one user, and not a byte changed besides.
     *
     * @param content of the file
     * @param stored what {@link #encoder} made
     * @return empty when the file is none that can be changed so: it holds no such user with a password, is not well-formed, is
     *     not written in a superset of ASCII, or cannot hold the text
     */
    public Optional<byte[]> with(byte[] content, String user, EncodedHash stored) {
        return new UsersText(file.placeholders(), content).with(user, stored.text());
    }

    @Override
    public String toString() {
        return "ConfiguredUsers[" + realPath + "]";
    }
}
