package dev.watchword.account.session;

/** A session that did not give what was asked for. Its message tells why, and nothing that the server holds. */
public final class SessionFailed extends Exception {

    private static final long serialVersionUID = 1;

    public SessionFailed(String why) {
        super(why, null, false, false);
    }

    /** Why, in a few words. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
