package dev.watchword.account.postgresql;

/** A table's file is not what it should be; reading ends where it was found. */
final class DamagedHeap extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * @param reason what was found, for a person
     */
    DamagedHeap(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
