package dev.watchword.benchmark.kernel;

import dev.watchword.hash.FastKernel;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.KernelProvider;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.Settings;
import dev.watchword.hash.StoredHash;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;

/** A kernel with made-up pairs to digest: hashes as the scheme's first known answer is, words of eight bytes. */
record Batch(HashKernel kernel, Pairs pairs, byte[] digests) {

    private static final long SEED = 20_261_126;
    private static final int SALTS = 64;
    private static final int WORD_BYTES = 8;
    private static final double BATCH_NANOS = 2e7;
    private static final int MOST_PAIRS = 2_048;

    static Batch open(String name, KernelBenchmark.Which which) {
        HashScheme scheme = HashSchemes.byId(new SchemeId(name)).orElseThrow();
        StoredHash sample = sample(scheme);
        HashKernel kernel = switch (which) {
            case OWN -> scheme.newKernel();
            case FAST -> fast(sample.settings()).orElseThrow();
        };
        int lanes = kernel.lanes();
        int size =
                (int) Math.clamp(BATCH_NANOS / sample.cost().nanos() / lanes, 1, (double) MOST_PAIRS / lanes) * lanes;
        Pairs pairs = pairs(sample, size);
        return new Batch(kernel, pairs, new byte[size * sample.settings().digestBytes()]);
    }

    static boolean hasFastKernel(String name) {
        Settings settings =
                sample(HashSchemes.byId(new SchemeId(name)).orElseThrow()).settings();
        Optional<FastKernel> kernel = fast(settings);
        kernel.ifPresent(HashKernel::close);
        return kernel.isPresent();
    }

    private static StoredHash sample(HashScheme scheme) {
        return ((Parsed.Readable) scheme.parse(scheme.knownAnswers().getFirst().hash())).hash();
    }

    private static Optional<FastKernel> fast(Settings settings) {
        return ServiceLoader.load(KernelProvider.class).stream()
                .flatMap(provider -> provider.get().newKernel(settings, Long.MAX_VALUE).stream())
                .findFirst();
    }

    private static Pairs pairs(StoredHash sample, int size) {
        Random random = new Random(SEED);
        byte[][] salts = new byte[SALTS][];
        for (int i = 0; i < SALTS; i++) {
            salts[i] = sample.salt().clone();
            if (salts[i].length > 0) {
                salts[i][0] = (byte) ('.' + i);
            }
        }
        Pairs pairs = new Pairs(sample.settings(), size);
        for (int i = 0; i < size; i++) {
            String word = Long.toString(random.nextLong(78_364_164_096L, 2_821_109_907_456L), 36);
            pairs.add(salts[i % SALTS], word.substring(0, WORD_BYTES).getBytes(StandardCharsets.US_ASCII));
        }
        return pairs;
    }
}
