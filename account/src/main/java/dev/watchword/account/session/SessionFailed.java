package dev.watchword.account.session;

/** A session that did not give what was asked for. Its message tells why, and nothing that the server holds. */
final class SessionFailed extends Exception {

    private static final long serialVersionUID = 1;

    SessionFailed(String why) {
        super(why, null, false, false);
    }

    /** Why, in a few words. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
