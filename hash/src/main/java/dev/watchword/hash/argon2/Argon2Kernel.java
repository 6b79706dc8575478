package dev.watchword.hash.argon2;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/** Argon2 by Bouncy Castle, one pair after the other; the memory of one is kept for the next. */
final class Argon2Kernel implements HashKernel {

    private static final int BLOCKS_BESIDE_MEMORY = 8;

    /** No Java array of blocks is longer. */
    private static final int MOST_BLOCKS = Integer.MAX_VALUE - 16;

    private @Nullable FixedBlockPool pool;
    private int poolBlocks;

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        Argon2Settings settings = (Argon2Settings) pairs.settings();
        if (settings.memory() > MOST_BLOCKS) {
            throw new IllegalArgumentException(settings.memory() + " KiB are more than an array holds");
        }
        int length = settings.digestBytes();
        for (int i = 0; i < pairs.size(); i++) {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(parameters(settings, pairs.salt(i)));
            byte[] password = pairs.words().word(i);
            generator.generateBytes(password, digests, i * length, length);
            Arrays.fill(password, (byte) 0);
        }
    }

    private Argon2Parameters parameters(Argon2Settings settings, byte[] salt) {
        return new Argon2Parameters.Builder(settings.type().number())
                .withVersion(settings.version())
                .withMemoryAsKB((int) settings.memory())
                .withIterations(settings.passes())
                .withParallelism(settings.lanes())
                .withSalt(salt)
                .withBlockPool(poolOf((int) settings.memory() + BLOCKS_BESIDE_MEMORY))
                .build();
    }

    private FixedBlockPool poolOf(int blocks) {
        FixedBlockPool current = pool;
        if (current == null || poolBlocks < blocks) {
            current = new FixedBlockPool(blocks);
            pool = current;
            poolBlocks = blocks;
        }
        return current;
    }

    @Override
    public void close() {
        pool = null;
        poolBlocks = 0;
    }
}
