package dev.watchword.hash.tomcat;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.PasswordEncoder;
import dev.watchword.hash.digest.DigestVariant;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes {@code salt$iterations$digest} texts with 32 bytes of salt, which Tomcat's own digest tool makes too. Of a message
 * digest it takes more iterations than that tool's one, which a handler reads from the text.
 */
public final class TomcatEncoder implements PasswordEncoder {

    private static final int SALT_BYTES = 32;
    private static final int DIGEST_ITERATIONS = 10_000;

    /** Tomcat's default for SecretKeyCredentialHandler, as is the length of the key. */
    private static final int KEY_ITERATIONS = 20_000;

    private static final int KEY_BYTES = 20;

    private final HashScheme scheme;
    private final String variant;
    private final int iterations;
    private final int digestBytes;

    private TomcatEncoder(HashScheme scheme, String variant, int iterations, int digestBytes) {
        this.scheme = scheme;
        this.variant = variant;
        this.iterations = iterations;
        this.digestBytes = digestBytes;
    }

    /**
     * For a MessageDigestCredentialHandler.
     *
     * @param variant its algorithm and encoding in the form of {@link DigestVariant}; empty is given back when it is none
     */
    public static Optional<PasswordEncoder> ofDigest(String variant) {
        return DigestVariant.parse(variant)
                .map(known ->
                        new TomcatEncoder(new TomcatDigestScheme(), variant, DIGEST_ITERATIONS, known.digestBytes()));
    }

    /**
     * For a SecretKeyCredentialHandler.
     *
     * @param algorithm of PBKDF2, as the handler names it; empty is given back when it is another
     */
    public static Optional<PasswordEncoder> ofSecretKey(String algorithm) {
        TomcatEncoder encoder = new TomcatEncoder(new TomcatPbkdf2Scheme(), algorithm, KEY_ITERATIONS, KEY_BYTES);
        boolean known = encoder.parsed(new byte[SALT_BYTES], new byte[KEY_BYTES]) instanceof Parsed.Readable;
        return known ? Optional.of(encoder) : Optional.empty();
    }

    @Override
    public EncodedHash encode(byte[] password, RandomGenerator random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        if (!(parsed(salt, new byte[digestBytes]) instanceof Parsed.Readable readable)) {
            throw new IllegalStateException("a text of our own cannot be read");
        }
        byte[] digest = PasswordEncoder.digest(scheme, readable.hash().settings(), salt, password);
        EncodedHash hash = text(salt, digest);
        Arrays.fill(digest, (byte) 0);
        return hash;
    }

    private Parsed parsed(byte[] salt, byte[] digest) {
        return scheme.parse(text(salt, digest));
    }

    private EncodedHash text(byte[] salt, byte[] digest) {
        HexFormat hex = HexFormat.of();
        String text = hex.formatHex(salt) + "$" + iterations + "$" + hex.formatHex(digest);
        return new EncodedHash(scheme.id(), variant, text.getBytes(StandardCharsets.US_ASCII));
    }
}
