package dev.watchword.hashvector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.Settings;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.scrypt.ScryptScheme;
import dev.watchword.hash.scrypt.ScryptSettings;
import dev.watchword.testing.LibCrypt;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The host's libxcrypt judges. */
class VectorScryptKernelTest extends FastKernelContract {

    private static final ScryptSettings SETTINGS = new ScryptSettings(32, 3, 2);

    /** {@link #SETTINGS} as crypt(3) writes them: log2 N in one digit, r and p in five, the lowest first. */
    private static final String SETTING = "$7$31....0....";

    private static final String SALT_CHARS = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final double MOST_NANOS = 1e8;

    @Override
    protected HashScheme scheme() {
        return new ScryptScheme();
    }

    @Override
    protected Settings settings() {
        return SETTINGS;
    }

    @Override
    protected byte[] salt(Random random) {
        return PasswordCases.text(random, random.nextInt(33), SALT_CHARS).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    protected boolean isForTheKernel(KnownAnswer known, StoredHash hash) {
        return hash.cost().nanos() < MOST_NANOS;
    }

    @Override
    protected StoredHash oracle(byte[] password, Random random) {
        String salt = PasswordCases.text(random, 14, SALT_CHARS);
        String text = LibCrypt.crypt(password, SETTING + salt).orElseThrow();
        StoredHash hash = ((Parsed.Readable) scheme().parse(EncodedHash.of(ScryptScheme.ID, text))).hash();
        assertEquals(SETTINGS, hash.settings());
        return hash;
    }

    @Test
    void isNotOfferedWhereTwoMemoriesAreTooMuch() {
        long each = ScryptSettings.memoryBytes(SETTINGS.blocks(), SETTINGS.r(), SETTINGS.p());
        assertTrue(new VectorKernels().newKernel(SETTINGS, 2 * each).isPresent());
        assertEquals(Optional.empty(), new VectorKernels().newKernel(SETTINGS, 2 * each - 1));
    }
}
