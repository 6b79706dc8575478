package dev.watchword.hash.mariadb;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.PasswordEncoder;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Makes what {@code PASSWORD()} makes for accounts of MariaDB's ed25519. The scheme has no salt. */
public final class Ed25519Encoder implements PasswordEncoder {

    @Override
    public EncodedHash encode(byte[] password, RandomGenerator random) {
        byte[] key = PasswordEncoder.digest(new Ed25519Scheme(), new Ed25519Settings(), new byte[0], password);
        return EncodedHash.of(
                Ed25519Scheme.ID, Base64.getEncoder().withoutPadding().encodeToString(key));
    }
}
