package dev.watchword.hashvector;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KernelProvider;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.Settings;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.bcrypt.BcryptKeyReading;
import dev.watchword.hash.bcrypt.BcryptScheme;
import dev.watchword.hash.bcrypt.BcryptSettings;
import dev.watchword.testing.LibCrypt;
import java.util.Random;

class InterleavedBcryptKernelTest extends FastKernelContract {

    private static final String SALT_CHARS = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String REVISIONS = "abxy";

    @Override
    protected KernelProvider provider() {
        return new InterleavedKernels();
    }

    @Override
    protected HashScheme scheme() {
        return new BcryptScheme();
    }

    @Override
    protected Settings settings() {
        return new BcryptSettings(BcryptKeyReading.GUARDED, 4);
    }

    @Override
    protected byte[] salt(Random random) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return salt;
    }

    /** The last of the 22 chars has two bits only. */
    @Override
    protected StoredHash oracle(byte[] password, Random random) {
        char revision = REVISIONS.charAt(random.nextInt(REVISIONS.length()));
        String salt = PasswordCases.text(random, 21, SALT_CHARS) + ".";
        String text = LibCrypt.crypt(password, "$2" + revision + "$04$" + salt).orElseThrow();
        return ((Parsed.Readable) scheme().parse(EncodedHash.of(BcryptScheme.ID, text))).hash();
    }
}
