package dev.watchword.hashvector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.FastKernel;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KernelProvider;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.Settings;
import dev.watchword.hash.StoredHash;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a fast kernel promises: whatever the batch, it writes what the scheme's own kernel writes, and what an oracle says. */
abstract class FastKernelContract {

    private static final long SEED = 20_261_126;
    private static final int LONGEST = 128;
    private static final int LONG_BATCHES = 400;

    /** The scheme whose kernel is the specification. */
    protected abstract HashScheme scheme();

    /** Who makes the kernel. */
    protected KernelProvider provider() {
        return new VectorKernels();
    }

    /** Settings that cost little and make the kernel go through all that it does. */
    protected abstract Settings settings();

    /** A salt that a hash of the scheme may have. */
    protected abstract byte[] salt(Random random);

    /** A password's hash by somebody else's program. */
    protected abstract StoredHash oracle(byte[] password, Random random);

    /** How many passwords of each length are compared with the oracle. */
    protected int oracleCasesEach() {
        return 1;
    }

    /** The longest password compared. */
    protected int longest() {
        return LONGEST;
    }

    /** Whether a known answer of the scheme is one for the kernel, and cheap enough. */
    protected boolean isForTheKernel(KnownAnswer known, StoredHash hash) {
        return true;
    }

    private FastKernel kernel() {
        return kernel(settings());
    }

    private FastKernel kernel(Settings settings) {
        return provider().newKernel(settings, Long.MAX_VALUE).orElseThrow();
    }

    @Test
    void writesWhatTheSpecificationWritesForEveryLength() {
        Random random = new Random(SEED);
        Pairs pairs = new Pairs(settings(), 1);
        for (int length = 0; length <= longest(); length++) {
            pairs.add(salt(random), password(random, length));
        }
        assertSame(pairs);
    }

    /** Equal shape, so that the group fills the lanes with nobody else's help. */
    @Test
    void writesTheSameHoweverManyLanesAreFilled() {
        Random random = new Random(SEED);
        byte[] salt = salt(random);
        int lanes;
        try (FastKernel kernel = kernel()) {
            lanes = kernel.lanes();
        }
        for (int size = 1; size <= 2 * lanes + 1; size += fillStep()) {
            Pairs pairs = new Pairs(settings(), size);
            for (int i = 0; i < size; i++) {
                pairs.add(salt, password(random, 8));
            }
            assertSame(pairs);
        }
    }

    /** Every how many fills are looked at; all, unless a guess is dear. */
    protected int fillStep() {
        return 1;
    }

    /** How many batches of many lengths and salts are looked at. */
    protected int mixtures() {
        return 4;
    }

    @Test
    void writesTheSameForAMixtureOfLengthsAndSalts() {
        assertMixturesSame(new Random(SEED), mixtures());
    }

    @Test
    @Tag("long")
    void writesTheSameForMixturesAtLength() {
        assertMixturesSame(new Random(System.nanoTime()), LONG_BATCHES / 4 * mixtures());
    }

    private void assertMixturesSame(Random random, int batches) {
        for (int batch = 0; batch < batches; batch++) {
            int size = random.nextInt(1, 200);
            Pairs pairs = new Pairs(settings(), size);
            byte[] shared = salt(random);
            for (int i = 0; i < size; i++) {
                byte[] word =
                        random.nextInt(4) == 0 ? PasswordCases.next(random) : password(random, random.nextInt(24));
                pairs.add(random.nextBoolean() ? shared : salt(random), word);
            }
            assertSame(pairs);
        }
    }

    @Test
    void computesWhatTheOracleComputesForEveryLength() {
        Random random = new Random(SEED);
        for (int length = 0; length <= longest(); length++) {
            for (int i = 0; i < oracleCasesEach(); i++) {
                byte[] password = password(random, length);
                StoredHash expected = oracle(password, random);
                try (FastKernel kernel = kernel(expected.settings())) {
                    Pairs pairs = new Pairs(expected.settings(), 1);
                    for (int copy = 0; copy < kernel.lanes(); copy++) {
                        pairs.add(expected.salt(), password);
                    }
                    byte[] found = digest(kernel, pairs);
                    for (int copy = 0; copy < kernel.lanes(); copy++) {
                        assertTrue(
                                expected.matches(found, copy * expected.digest().length),
                                "password " + HexFormat.of().formatHex(password) + ", lane " + copy);
                    }
                }
            }
        }
    }

    @Test
    void agreesWithTheKnownAnswers() {
        AtomicInteger compared = new AtomicInteger();
        scheme().knownAnswers().forEach(known -> {
            StoredHash hash = ((Parsed.Readable) scheme().parse(known.hash())).hash();
            if (!isForTheKernel(known, hash)) {
                return;
            }
            compared.incrementAndGet();
            try (FastKernel kernel = kernel(hash.settings())) {
                Pairs pairs = new Pairs(hash.settings(), 1);
                for (int i = 0; i <= kernel.lanes(); i++) {
                    pairs.add(hash.salt(), known.password());
                }
                byte[] found = digest(kernel, pairs);
                for (int i = 0; i <= kernel.lanes(); i++) {
                    assertTrue(hash.matches(found, i * hash.digest().length), known.origin());
                }
            }
        });
        assertTrue(compared.get() > 0, "no known answer is for this kernel");
    }

    @Test
    void saysWhatARehearsalIsWorth() {
        try (FastKernel kernel = kernel()) {
            assertTrue(kernel.rehearse(settings()) > 0);
            Random random = new Random(SEED);
            Pairs pairs = new Pairs(settings(), 1);
            pairs.add(salt(random), password(random, 8));
            assertEquals(expected(pairs), HexFormat.of().formatHex(digest(kernel, pairs)));
        }
    }

    private void assertSame(Pairs pairs) {
        try (FastKernel kernel = kernel()) {
            byte[] found = digest(kernel, pairs);
            try (HashKernel own = scheme().newKernel()) {
                byte[] expected = digest(own, pairs);
                int length = pairs.settings().digestBytes();
                for (int i = 0; i < pairs.size(); i++) {
                    String pair = "pair " + i + " of " + pairs.size() + ", a word of "
                            + pairs.words().length(i) + " bytes, a salt of " + pairs.salt(i).length;
                    assertEquals(
                            HexFormat.of().formatHex(expected, i * length, (i + 1) * length),
                            HexFormat.of().formatHex(found, i * length, (i + 1) * length),
                            pair);
                }
            }
        }
    }

    private String expected(Pairs pairs) {
        try (HashKernel own = scheme().newKernel()) {
            return HexFormat.of().formatHex(digest(own, pairs));
        }
    }

    private static byte[] digest(HashKernel kernel, Pairs pairs) {
        byte[] digests = new byte[pairs.size() * pairs.settings().digestBytes()];
        Arrays.fill(digests, (byte) 0x55);
        kernel.digest(pairs, digests);
        return digests;
    }

    private static byte[] password(Random random, int length) {
        byte[] password = new byte[length];
        for (int i = 0; i < length; i++) {
            password[i] = (byte) random.nextInt(1, 256);
        }
        return password;
    }
}
