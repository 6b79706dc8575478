package dev.watchword.hashvector;

import dev.watchword.hash.FastKernel;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.Settings;
import dev.watchword.hash.digest.DigestKernel;
import dev.watchword.hash.digest.DigestSettings;
import dev.watchword.hash.digest.DigestVariant;
import dev.watchword.hash.mysql.MysqlNativeKernel;
import dev.watchword.hash.mysql.MysqlNativeSettings;
import dev.watchword.hash.nt.NtForm;
import dev.watchword.hash.nt.NtKernel;
import dev.watchword.hash.nt.NtSettings;
import dev.watchword.hash.tomcat.TomcatDigestKernel;
import dev.watchword.hash.tomcat.TomcatDigestSettings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Digests of password and salt, perhaps digested again. A pair whose message fits one block takes the next lane, whatever its
 * length; the few that do not are left to the scalar kernel.
 */
final class VectorDigestKernel implements FastKernel {

    private static final byte[] REHEARSED_WORD = "rehearse".getBytes(StandardCharsets.US_ASCII);
    private static final int REHEARSED_FILLS = 32;
    private static final int MOST_REHEARSED_DIGESTS = 64;

    private final BlockDigests digests;
    private final MessageForm form;
    private final int times;
    private final HashKernel scalar;
    private final int[] lanePairs;
    private final byte[] message;

    private VectorDigestKernel(BlockDigests digests, MessageForm form, int times, HashKernel scalar) {
        this.digests = digests;
        this.form = form;
        this.times = times;
        this.scalar = scalar;
        this.lanePairs = new int[digests.lanes()];
        this.message = new byte[digests.longest() + 1];
    }

    static Optional<VectorDigestKernel> of(DigestSettings settings) {
        return digests(settings.variant())
                .map(d -> new VectorDigestKernel(d, MessageForm.WORD_SALT, 1, new DigestKernel()));
    }

    static Optional<VectorDigestKernel> of(TomcatDigestSettings settings) {
        return digests(settings.variant())
                .map(d -> new VectorDigestKernel(
                        d, MessageForm.SALT_WORD, settings.iterations(), new TomcatDigestKernel()));
    }

    static VectorDigestKernel of(MysqlNativeSettings settings) {
        return new VectorDigestKernel(
                new BlockDigests32(Lanes32.SHA1), MessageForm.WORD_SALT, 2, new MysqlNativeKernel());
    }

    static VectorDigestKernel of(NtSettings settings) {
        MessageForm form = settings.form() == NtForm.CRYPT ? MessageForm.WIDENED_BYTES : MessageForm.WIDENED_ASCII;
        return new VectorDigestKernel(new BlockDigests32(Lanes32.MD4), form, 1, new NtKernel());
    }

    /** Empty for a digest that this room lacks, and for passwords that need another encoding than their own. */
    private static Optional<BlockDigests> digests(DigestVariant variant) {
        if (!variant.charset().equals(StandardCharsets.UTF_8)) {
            return Optional.empty();
        }
        return switch (variant.algorithm()) {
            case "MD5" -> Optional.of(new BlockDigests32(Lanes32.MD5));
            case "SHA-1" -> Optional.of(new BlockDigests32(Lanes32.SHA1));
            case "SHA-256" -> Optional.of(new BlockDigests32(Lanes32.SHA256));
            case "SHA-512" -> Optional.of(new BlockDigests64());
            default -> Optional.empty();
        };
    }

    @Override
    public int lanes() {
        return digests.lanes();
    }

    @Override
    public void digest(Pairs pairs, byte[] found) {
        Rest rest = new Rest(pairs);
        int filled = 0;
        digests.clear();
        for (int pair = 0; pair < pairs.size(); pair++) {
            int length = form.length(pairs, pair);
            if (length > digests.longest()) {
                rest.add(pair);
                continue;
            }
            form.write(pairs, pair, message);
            digests.put(filled, message, length);
            lanePairs[filled++] = pair;
            if (filled == lanePairs.length) {
                finish(filled, pairs, found);
                filled = 0;
            }
        }
        if (filled > 0) {
            finish(filled, pairs, found);
        }
        digests.wipe();
        Arrays.fill(message, (byte) 0);
        rest.digest(scalar, found);
    }

    private void finish(int filled, Pairs pairs, byte[] found) {
        digests.digest(times);
        int length = pairs.settings().digestBytes();
        for (int lane = 0; lane < filled; lane++) {
            digests.take(lane, found, lanePairs[lane] * length);
        }
        digests.clear();
    }

    @Override
    public double rehearse(Settings settings) {
        int rehearsed = Math.min(times, MOST_REHEARSED_DIGESTS);
        int fills = Math.max(1, REHEARSED_FILLS / rehearsed);
        Pairs pairs = new Pairs(settings, lanes());
        for (int lane = 0; lane < lanes(); lane++) {
            pairs.add(REHEARSED_WORD, REHEARSED_WORD);
        }
        byte[] found = new byte[lanes() * settings.digestBytes()];
        VectorDigestKernel same = new VectorDigestKernel(digests, form, rehearsed, scalar);
        for (int fill = 0; fill < fills; fill++) {
            same.digest(pairs, found);
        }
        return (double) fills * lanes() * rehearsed / times;
    }

    @Override
    public void close() {
        scalar.close();
    }
}
