package dev.watchword.hash.shacrypt;

import dev.watchword.hash.CryptText;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.PasswordEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Makes {@code $6$} texts with the default of 5,000 rounds and sixteen chars of salt, as libxcrypt's crypt_gensalt does.
 */
public final class ShacryptEncoder implements PasswordEncoder {

    private static final int ROUNDS = 5_000;
    private static final int SALT_CHARS = 16;

    @Override
    public EncodedHash encode(byte[] password, RandomGenerator random) {
        ShacryptDigest function = ShacryptDigest.SHA512;
        StringBuilder salt = new StringBuilder();
        for (int i = 0; i < SALT_CHARS; i++) {
            salt.append(CryptText.digit(random.nextInt(64)));
        }
        byte[] saltBytes = salt.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] digest = PasswordEncoder.digest(
                ShacryptScheme.SHA512CRYPT, new ShacryptSettings(function, ROUNDS), saltBytes, password);
        String text = function.mark() + salt + "$" + function.printed().print(digest);
        Arrays.fill(digest, (byte) 0);
        return EncodedHash.of(ShacryptScheme.SHA512CRYPT.id(), text);
    }
}
