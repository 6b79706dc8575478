package dev.watchword.hash.scrypt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.CryptDifferential;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The host's libxcrypt judges: the same texts read, the same refused, the same digests. */
class ScryptAgainstLibCryptTest {

    private static final String FILLER = "$" + ".".repeat(43);

    private final HashScheme scheme = new ScryptScheme();

    @Test
    void computesTheSame() {
        int computed = compare(1_300, 21);
        assertTrue(computed >= 1_000, computed + " computed");
    }

    @Tag("long")
    @Test
    void computesTheSameAtLength() {
        compare(60_000, 22);
    }

    private int compare(int cases, long seed) {
        Random random = new Random(seed);
        int computed = 0;
        try (HashKernel kernel = scheme.newKernel()) {
            for (int i = 0; i < cases; i++) {
                int log2 = random.nextInt(20) == 0 ? random.nextInt(2) : 2 + random.nextInt(6);
                int r = random.nextInt(40) == 0 ? 0 : 1 + random.nextInt(10);
                int p = random.nextInt(40) == 0 ? 0 : 1 + random.nextInt(4);
                String setting = setting(log2, r, p) + salt(random, random.nextInt(60));
                byte[] password = CryptDifferential.password(random);
                computed += CryptDifferential.agree(scheme, kernel, password, setting, FILLER) ? 1 : 0;
            }
        }
        return computed;
    }

    @Test
    void readsTheSameSpoiledTexts() {
        Random random = new Random(23);
        byte[] password = {'p'};
        int refused = 0;
        try (HashKernel kernel = scheme.newKernel()) {
            for (int i = 0; i < 2_000; i++) {
                StringBuilder setting = new StringBuilder(setting(2, 1, 1)).append(salt(random, random.nextInt(340)));
                for (int k = random.nextInt(4); k > 0; k--) {
                    // The digits of r and p stay: spoiled they may ask for gibibytes.
                    int from = random.nextInt(8) == 0 ? 0 : 14;
                    int at = from == 0 ? random.nextInt(3) : from + random.nextInt(setting.length() - from + 1);
                    char spoil = random.nextBoolean() ? '$' : (char) (1 + random.nextInt(255));
                    setting.insert(Math.min(at, setting.length()), at < 3 ? "" : String.valueOf(spoil));
                    if (at < 3) {
                        setting.setCharAt(at, spoil);
                    }
                }
                if (!setting.toString().startsWith("$7$")) {
                    continue;
                }
                String stored = setting + "$";
                String filler = FILLER.substring(1);
                refused += CryptDifferential.agree(scheme, kernel, password, stored, filler) ? 0 : 1;
            }
        }
        assertTrue(refused > 200, refused + " refused");
    }

    private static String setting(int log2, int r, int p) {
        StringBuilder text = new StringBuilder("$7$").append(SixBits.digit(log2));
        for (int number : new int[] {r, p}) {
            for (int i = 0; i < 5; i++) {
                text.append(SixBits.digit(number >>> (6 * i) & 63));
            }
        }
        return text.toString();
    }

    private static String salt(Random random, int length) {
        StringBuilder salt = new StringBuilder();
        for (int i = 0; i < length; i++) {
            salt.append(SixBits.digit(random.nextInt(64)));
        }
        return salt.toString();
    }
}
