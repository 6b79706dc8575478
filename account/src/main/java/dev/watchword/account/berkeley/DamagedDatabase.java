package dev.watchword.account.berkeley;

/** A database that cannot be read to its end. Its message tells why, and nothing of the content. */
public final class DamagedDatabase extends Exception {

    private static final long serialVersionUID = 1;

    DamagedDatabase(String why) {
        super(why, null, false, false);
    }

    /** Why, in a few words. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
