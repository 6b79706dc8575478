package dev.watchword.hash.yescrypt;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.PasswordEncoder;
import dev.watchword.hash.scrypt.SixBits;
import dev.watchword.hash.yescrypt.YescryptSettings.Flavour;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Makes {@code $y$j9T$} texts with sixteen bytes of salt: what libxcrypt's crypt_gensalt makes at its default cost, and so
 * what Debian, Ubuntu and Fedora store.
 */
public final class YescryptEncoder implements PasswordEncoder {

    private static final YescryptScheme SCHEME = new YescryptScheme();
    private static final YescryptSettings SETTINGS = new YescryptSettings(Flavour.READ_WRITE, 4_096, 32, 1, 0);
    private static final String SETTINGS_TEXT = YescryptText.MARK + "j9T$";
    private static final int SALT_BYTES = 16;

    @Override
    public EncodedHash encode(byte[] password, RandomGenerator random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] digest = PasswordEncoder.digest(SCHEME, SETTINGS, salt, password);
        String text = SETTINGS_TEXT + SixBits.encode(salt) + "$" + SixBits.encode(digest);
        Arrays.fill(digest, (byte) 0);
        return EncodedHash.of(YescryptScheme.ID, text);
    }
}
