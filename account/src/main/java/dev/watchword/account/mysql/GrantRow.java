package dev.watchword.account.mysql;

/** A row of {@code global_priv}, as bytes. Prints nothing of them. */
record GrantRow(byte[] host, byte[] user, byte[] priv) {

    @Override
    public String toString() {
        return "GrantRow";
    }
}
