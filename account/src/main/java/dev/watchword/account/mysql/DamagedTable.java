package dev.watchword.account.mysql;

/** A table that cannot be read to its end. Its message tells why, and nothing of the content. */
final class DamagedTable extends Exception {

    private static final long serialVersionUID = 1;

    DamagedTable(String why) {
        super(why, null, false, false);
    }

    /** Why, in a few words. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
