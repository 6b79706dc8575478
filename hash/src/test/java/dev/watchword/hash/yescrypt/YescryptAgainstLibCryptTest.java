package dev.watchword.hash.yescrypt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.CryptDifferential;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.scrypt.SixBits;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The host's libxcrypt judges: the same texts read, the same refused, the same digests. */
class YescryptAgainstLibCryptTest {

    private static final String FILLER = "$" + ".".repeat(43);
    private static final int[] FLAVOURS = {0, 1, 47};

    private final HashScheme scheme = new YescryptScheme();

    @Test
    void computesTheSameInAllFlavours() {
        int computed = compare(1_500, 11);
        assertTrue(computed >= 1_200, computed + " computed");
    }

    @Tag("long")
    @Test
    void computesTheSameInAllFlavoursAtLength() {
        compare(60_000, 12);
    }

    private int compare(int cases, long seed) {
        Random random = new Random(seed);
        int computed = 0;
        try (HashKernel kernel = scheme.newKernel()) {
            for (int i = 0; i < cases; i++) {
                int flavour = FLAVOURS[random.nextInt(3)];
                int log2 = 1 + random.nextInt(7);
                int r = 1 + random.nextInt(random.nextInt(10) == 0 ? 40 : 8);
                int t = flavour == 0 ? 0 : random.nextInt(4);
                String setting = YescryptTextWriter.of(flavour, log2, r, 1 + random.nextInt(4), t) + salt(random);
                byte[] password = CryptDifferential.password(random);
                computed += CryptDifferential.agree(scheme, kernel, password, setting, FILLER) ? 1 : 0;
            }
        }
        return computed;
    }

    @Test
    void computesTheSameWithPrehash() {
        Random random = new Random(13);
        try (HashKernel kernel = scheme.newKernel()) {
            for (String setting : new String[] {
                YescryptTextWriter.of(47, 12, 32, 1, 0), // the default of passwd(1)
                YescryptTextWriter.of(47, 9, 256, 1, 1),
                YescryptTextWriter.of(47, 10, 256, 3, 0),
                YescryptTextWriter.of(47, 9, 512, 2, 2),
                YescryptTextWriter.of(47, 11, 63, 1, 0), // one block short of a prehash
                YescryptTextWriter.of(47, 8, 511, 1, 0)
            }) {
                byte[] password = CryptDifferential.password(random);
                assertTrue(CryptDifferential.agree(scheme, kernel, password, setting + salt(random), FILLER), setting);
            }
        }
    }

    @Test
    void refusesTheSameParameters() {
        Random random = new Random(14);
        byte[] password = {'p'};
        int refused = 0;
        try (HashKernel kernel = scheme.newKernel()) {
            for (int i = 0; i < 3_000; i++) {
                int flavour = random.nextInt(3) > 0 ? FLAVOURS[random.nextInt(3)] : random.nextInt(300);
                int log2 = random.nextInt(5) > 0 ? 1 + random.nextInt(5) : 40 + random.nextInt(30);
                int has = random.nextInt(random.nextInt(4) == 0 ? 100 : 4);
                int p = 2 + random.nextInt(6);
                String setting = YescryptTextWriter.setting(
                        flavour, log2, 1 + random.nextInt(3), has, atMost(has, p, random.nextInt(3)));
                refused += CryptDifferential.agree(scheme, kernel, password, setting + salt(random), FILLER) ? 0 : 1;
            }
        }
        assertTrue(refused > 500 && refused < 2_500, refused + " refused");
    }

    @Test
    void readsTheSameSaltsAndSpoiledTexts() {
        Random random = new Random(15);
        byte[] password = {'p'};
        int refused = 0;
        try (HashKernel kernel = scheme.newKernel()) {
            for (int i = 0; i < 3_000; i++) {
                StringBuilder setting = new StringBuilder("$y$j/.$");
                int length = random.nextInt(92);
                for (int k = 0; k < length; k++) {
                    setting.append(SixBits.digit(random.nextInt(random.nextInt(3) == 0 ? 4 : 64)));
                }
                if (random.nextInt(4) == 0) {
                    int at = 3 + random.nextInt(setting.length() - 3);
                    setting.setCharAt(at, (char) (1 + random.nextInt(255)));
                }
                if (mayBeCostly(setting.toString())) {
                    continue;
                }
                // With a $ behind the salt the setting is as it stands in a stored text.
                refused +=
                        CryptDifferential.agree(scheme, kernel, password, setting + "$", FILLER.substring(1)) ? 0 : 1;
            }
        }
        assertTrue(refused > 500, refused + " refused");
    }

    /** Spoiling a parameter may have made it large. */
    private static boolean mayBeCostly(String setting) {
        return switch (YescryptText.settings(setting)) {
            case YescryptText.Refused refused -> false;
            case YescryptText.Settled settled -> settled.settings().cost().nanos() > 2e6;
        };
    }

    private static int[] atMost(int has, int p, int t) {
        int[] optional = {p, t + 1, 1 + t, 1 + t};
        int[] used = new int[4];
        int next = 0;
        for (int bit = 0; bit < 4; bit++) {
            if ((has >> bit & 1) != 0) {
                used[next++] = optional[bit];
            }
        }
        return used;
    }

    private static String salt(Random random) {
        byte[] salt = new byte[random.nextInt(65)];
        random.nextBytes(salt);
        return SixBits.encode(salt);
    }
}
