package dev.watchword.server.console;

/** What was asked for is at another address. It has no stack trace, being an answer and not a fault. */
public final class Elsewhere extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Address address;

    /** The browser is sent there. */
    public Elsewhere(Address address) {
        super(null, null, false, false);
        this.address = address;
    }

    Address address() {
        return address;
    }
}
