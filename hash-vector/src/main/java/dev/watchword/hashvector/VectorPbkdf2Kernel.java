package dev.watchword.hashvector;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.Settings;
import dev.watchword.hash.pbkdf2.Hmac;
import dev.watchword.hash.pbkdf2.Pbkdf2Kernel;
import dev.watchword.hash.pbkdf2.Pbkdf2Settings;
import dev.watchword.hash.scram.ScramKernel;
import dev.watchword.hash.scram.ScramSettings;
import dev.watchword.hash.scram.ScramSteps;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * PBKDF2 with as many bytes as the digest has or fewer, and SCRAM, which is PBKDF2 with some HMACs around it. The first link
 * of each chain, in which salts of all lengths go, is made alone, the others on all lanes.
 */
final class VectorPbkdf2Kernel extends ShapedKernel<Boolean> {

    private static final byte[] FIRST_BLOCK = {0, 0, 0, 1};
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;
    private static final int REHEARSED_LINKS = 100;

    private final int iterations;
    private final int digestBytes;
    private final Optional<ScramSteps> scram;
    private final HmacChains chains;
    private final Hmac hmac;
    private final MessageDigest digest;
    private final byte[] innerKey;
    private final byte[] outerKey;
    private final byte[] first;

    private VectorPbkdf2Kernel(
            HashKernel scalar,
            HmacChains chains,
            String digest,
            int iterations,
            int length,
            Optional<ScramSteps> scram) {
        super(scalar, chains.lanes());
        this.iterations = iterations;
        this.digestBytes = length;
        this.scram = scram;
        this.chains = chains;
        this.hmac = Hmac.over(digest);
        this.digest = newDigest(digest);
        this.innerKey = new byte[chains.blockBytes()];
        this.outerKey = new byte[chains.blockBytes()];
        this.first = new byte[chains.digestBytes()];
    }

    /** A kernel for such settings; empty when a chain alone does not make their digest. */
    static Optional<VectorPbkdf2Kernel> of(Pbkdf2Settings settings) {
        return chains(settings.digest())
                .filter(chains -> settings.digestBytes() <= chains.digestBytes())
                .map(chains -> new VectorPbkdf2Kernel(
                        new Pbkdf2Kernel(),
                        chains,
                        settings.digest(),
                        settings.iterations(),
                        settings.digestBytes(),
                        Optional.empty()));
    }

    static Optional<VectorPbkdf2Kernel> of(ScramSettings settings) {
        return chains(settings.digest())
                .map(chains -> new VectorPbkdf2Kernel(
                        new ScramKernel(),
                        chains,
                        settings.digest(),
                        settings.iterations(),
                        settings.digestBytes(),
                        Optional.of(new ScramSteps(settings))));
    }

    private static Optional<HmacChains> chains(String digest) {
        return switch (digest) {
            case "SHA-1" -> Optional.of(new HmacChains32(Lanes32.SHA1));
            case "SHA-256" -> Optional.of(new HmacChains32(Lanes32.SHA256));
            case "SHA-512" -> Optional.of(new HmacChains64());
            default -> Optional.empty();
        };
    }

    /** All pairs are alike: the lengths are behind them once the first link is made. */
    @Override
    Boolean shape(Pairs pairs, int pair) {
        return true;
    }

    @Override
    void digestGroup(Pairs pairs, Boolean shape, List<Integer> group, byte[] digests) {
        for (int lane = 0; lane < lanes(); lane++) {
            // a lane that nobody fills repeats the last one
            if (lane < group.size()) {
                make(pairs, group.get(lane));
            }
            chains.put(lane, innerKey, outerKey, first);
        }
        chains.extend(iterations - 1);
        for (int lane = 0; lane < group.size(); lane++) {
            chains.take(lane, first, 0);
            scram.ifPresent(steps -> steps.store(first, 0));
            System.arraycopy(first, 0, digests, group.get(lane) * digestBytes, digestBytes);
        }
    }

    /** The padded keys and the first link of a pair. */
    private void make(Pairs pairs, int pair) {
        byte[] word = pairs.words().word(pair);
        byte[] key = scram.map(steps -> steps.prepared(word)).orElse(word);
        byte[] salt = pairs.salt(pair);
        hmac.key(key).update(salt).update(FIRST_BLOCK).finish(first, 0);
        pad(key.length > innerKey.length ? digest.digest(key) : key);
        Arrays.fill(word, (byte) 0);
        Arrays.fill(key, (byte) 0);
    }

    private void pad(byte[] key) {
        for (int i = 0; i < innerKey.length; i++) {
            byte b = i < key.length ? key[i] : 0;
            innerKey[i] = (byte) (b ^ INNER);
            outerKey[i] = (byte) (b ^ OUTER);
        }
    }

    @Override
    void wipe() {
        chains.wipe();
        hmac.wipe();
        scram.ifPresent(ScramSteps::wipe);
        for (byte[] secret : new byte[][] {innerKey, outerKey, first}) {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public double rehearse(Settings settings) {
        for (int lane = 0; lane < lanes(); lane++) {
            chains.put(lane, innerKey, outerKey, first);
        }
        chains.extend(REHEARSED_LINKS);
        return (double) lanes() * REHEARSED_LINKS / iterations;
    }

    private static MessageDigest newDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
