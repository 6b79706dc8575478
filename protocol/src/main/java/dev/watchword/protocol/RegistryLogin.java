package dev.watchword.protocol;

import java.util.Optional;

/**
 * Who logs in to a registry. Prints nothing of itself.
 *
 * @param userName 1 to 256 bytes of UTF-8
 * @param password or token, 1 to 8,192 bytes of UTF-8
 */
public record RegistryLogin(String userName, String password) {

    static final int NAME_BYTES = 256;
    static final int PASSWORD_BYTES = 8_192;

    /** As bytes that {@link #parse} reads; the caller seals them. */
    public byte[] toBytes() {
        return new CanonicalWriter().text(userName).text(password).toBytes();
    }

    /** What {@link #toBytes} gave; empty for other bytes. */
    public static Optional<RegistryLogin> parse(byte[] bytes) {
        CanonicalReader in = new CanonicalReader(bytes);
        try {
            RegistryLogin login = new RegistryLogin(in.text(NAME_BYTES), in.text(PASSWORD_BYTES));
            in.end();
            return Optional.of(login);
        } catch (CanonicalReader.Malformed e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "RegistryLogin";
    }
}
