package dev.watchword.server.users;

/**
 * What one Argon2id digest of a password costs (RFC 9106).
 *
 * @param memoryKib memory, 8 to 1,048,576 KiB
 * @param passes over the memory, 1 to 100
 * @param lanes computed side by side, 1 to 16
 */
public record PasswordCost(int memoryKib, int passes, int lanes) {

    /** What OWASP's Password Storage Cheat Sheet asks for at least. */
    public static final PasswordCost STANDARD = new PasswordCost(19_456, 2, 1);

    public PasswordCost {
        require("memoryKib", memoryKib, 8, 1 << 20);
        require("passes", passes, 1, 100);
        require("lanes", lanes, 1, 16);
        if (memoryKib < 8 * lanes) {
            throw new IllegalArgumentException("each lane needs 8 KiB");
        }
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", expected " + least + " to " + most);
        }
    }
}
