package dev.watchword.server.users;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A stored password: an Argon2id digest (RFC 9106, version 1.3) that knows its text,
 * {@code $argon2id$v=19$m=…,t=…,p=…$salt$tag} in the PHC string format with unpadded Base64. Prints nothing of itself.
 *
 * @param cost what it cost
 * @param salt not to be changed
 * @param tag not to be changed
 */
record Argon2idHash(PasswordCost cost, byte[] salt, byte[] tag) {

    static final int SALT_BYTES = 16;
    static final int TAG_BYTES = 32;

    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,2})"
                    + "\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    /** Digests a password. */
    static Argon2idHash of(byte[] password, byte[] salt, PasswordCost cost) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] tag = new byte[TAG_BYTES];
        generator.generateBytes(password, tag);
        return new Argon2idHash(cost, salt, tag);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when this server cannot have written it
     */
    static Argon2idHash parse(String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a stored password is no Argon2id string of ours");
        }
        PasswordCost cost = new PasswordCost(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        Base64.Decoder base64 = Base64.getDecoder();
        return new Argon2idHash(cost, base64.decode(parts.group(4)), base64.decode(parts.group(5)));
    }

    /** Its text. */
    String phc() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.passes() + ",p=" + cost.lanes() + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(tag);
    }

    /** Whether it is the password's, in a time that does not depend on where they differ. */
    boolean matches(byte[] password) {
        return MessageDigest.isEqual(tag, of(password, salt, cost).tag);
    }

    @Override
    public String toString() {
        return "Argon2idHash";
    }
}
