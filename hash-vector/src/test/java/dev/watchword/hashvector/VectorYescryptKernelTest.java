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
import dev.watchword.hash.scrypt.SixBits;
import dev.watchword.hash.yescrypt.NationalYescryptScheme;
import dev.watchword.hash.yescrypt.YescryptScheme;
import dev.watchword.hash.yescrypt.YescryptSettings;
import dev.watchword.hash.yescrypt.YescryptSettings.Flavour;
import dev.watchword.hash.yescrypt.YescryptTextWriter;
import dev.watchword.testing.LibCrypt;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The host's libxcrypt judges. */
class VectorYescryptKernelTest {

    private static final int READ_WRITE = 47;
    private static final double MOST_NANOS = 3e7;

    @Nested
    class OneLane extends Contract {
        OneLane() {
            super(new YescryptScheme(), YescryptTextWriter.of(READ_WRITE, 5, 3, 1, 0));
        }
    }

    /** Each lane has S-boxes of its own, and in the end all read in each other's memory. */
    @Nested
    class ThreeLanesWithMoreTime extends Contract {
        ThreeLanesWithMoreTime() {
            super(new YescryptScheme(), YescryptTextWriter.of(READ_WRITE, 5, 1, 3, 2));
        }
    }

    @Nested
    class WithPrehash extends Contract {
        WithPrehash() {
            super(new YescryptScheme(), YescryptTextWriter.of(READ_WRITE, 8, 512, 1, 0));
        }

        @Override
        protected int fillStep() {
            return 2;
        }

        @Override
        protected int longest() {
            return 3;
        }

        @Override
        protected int mixtures() {
            return 0;
        }
    }

    @Nested
    class WithinStreebog extends Contract {
        WithinStreebog() {
            super(
                    NationalYescryptScheme.GOST_YESCRYPT,
                    YescryptTextWriter.of(READ_WRITE, 4, 2, 1, 0).replace("$y$", "$gy$"));
        }

        /** The salt of a pair is digested as it stands. */
        @Override
        protected byte[] salt(Random random) {
            return SixBits.encode(super.salt(random)).getBytes(StandardCharsets.US_ASCII);
        }
    }

    @Test
    void isNotOfferedWhereTwoMemoriesAreTooMuch() {
        YescryptSettings settings = new YescryptSettings(Flavour.READ_WRITE, 4_096, 32, 1, 0);
        long each = 128L * 32 * (4_096 + 3);
        assertTrue(new VectorKernels().newKernel(settings, 2 * each).isPresent());
        assertEquals(Optional.empty(), new VectorKernels().newKernel(settings, 2 * each - 1));
    }

    @Test
    void isNotOfferedForFlavoursWithoutBoxes() {
        for (Flavour flavour : new Flavour[] {Flavour.CLASSIC, Flavour.WRITE_ONCE}) {
            YescryptSettings settings = new YescryptSettings(flavour, 16, 1, 1, 0);
            assertEquals(Optional.empty(), new VectorKernels().newKernel(settings, Long.MAX_VALUE));
        }
    }

    abstract static class Contract extends FastKernelContract {

        private final HashScheme scheme;
        private final String setting;

        /** @param setting what stands before the salt */
        Contract(HashScheme scheme, String setting) {
            this.scheme = scheme;
            this.setting = setting;
        }

        @Override
        protected HashScheme scheme() {
            return scheme;
        }

        @Override
        protected Settings settings() {
            return oracle(new byte[0], new Random(1)).settings();
        }

        @Override
        protected byte[] salt(Random random) {
            byte[] salt = new byte[random.nextInt(33)];
            random.nextBytes(salt);
            return salt;
        }

        @Override
        protected boolean isForTheKernel(KnownAnswer known, StoredHash hash) {
            return hash.cost().nanos() < MOST_NANOS
                    && new VectorKernels()
                            .newKernel(hash.settings(), Long.MAX_VALUE)
                            .isPresent();
        }

        @Override
        protected StoredHash oracle(byte[] password, Random random) {
            String salt = PasswordCases.text(random, 20, "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
            String text = LibCrypt.crypt(password, setting + salt + "/.").orElseThrow();
            return ((Parsed.Readable) scheme.parse(EncodedHash.of(scheme.id(), text))).hash();
        }
    }
}
