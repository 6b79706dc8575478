package dev.watchword.hashvector;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.Settings;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.descrypt.DescryptScheme;
import dev.watchword.hash.descrypt.DescryptSettings;
import dev.watchword.testing.LibCrypt;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** The host's libxcrypt judges. */
class VectorDescryptKernelTest extends FastKernelContract {

    private static final String SALT_CHARS = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    @Override
    protected HashScheme scheme() {
        return new DescryptScheme();
    }

    @Override
    protected Settings settings() {
        return new DescryptSettings();
    }

    @Override
    protected byte[] salt(Random random) {
        return PasswordCases.text(random, 2, SALT_CHARS).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    protected StoredHash oracle(byte[] password, Random random) {
        String text = LibCrypt.crypt(password, PasswordCases.text(random, 2, SALT_CHARS))
                .orElseThrow();
        return ((Parsed.Readable) scheme().parse(EncodedHash.of(DescryptScheme.ID, text))).hash();
    }
}
