package dev.watchword.hashvector;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.Settings;
import dev.watchword.hash.md5crypt.Md5cryptKernel;
import dev.watchword.hash.md5crypt.Md5cryptSettings;
import dev.watchword.hash.md5crypt.Md5cryptStart;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** md5crypt: what comes before the rounds one pair after the other, the rounds on all lanes. */
final class VectorMd5cryptKernel extends ShapedKernel<CryptShape> {

    private static final int REHEARSED_ROUNDS = 100;
    private static final byte[] REHEARSED_WORD = "rehearse".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REHEARSED_SALT = new byte[8];

    private final CryptRounds rounds = new CryptRounds32(Lanes32.MD5);
    private final Md5cryptStart start = new Md5cryptStart();

    VectorMd5cryptKernel() {
        super(new Md5cryptKernel(), Lanes32.MD5.lanes());
    }

    @Override
    CryptShape shape(Pairs pairs, int pair) {
        return shape(pairs.words().length(pair), pairs.salt(pair).length);
    }

    private static CryptShape shape(int wordLength, int saltLength) {
        return CryptShape.of(Md5cryptSettings.MD5_BYTES, Integer.BYTES, wordLength, saltLength);
    }

    @Override
    void digestGroup(Pairs pairs, CryptShape shape, List<Integer> group, byte[] digests) {
        Md5cryptSettings settings = (Md5cryptSettings) pairs.settings();
        rounds.shape(shape);
        for (int lane = 0; lane < lanes(); lane++) {
            // a lane that nobody fills repeats the last one
            int pair = group.get(Math.min(lane, group.size() - 1));
            if (lane < group.size()) {
                start.make(settings, pairs.words(), pair, pairs.salt(pair));
            }
            put(lane, pairs.salt(pair));
        }
        rounds.turn(Md5cryptSettings.ROUNDS);
        for (int lane = 0; lane < group.size(); lane++) {
            rounds.take(lane, digests, group.get(lane) * Md5cryptSettings.MD5_BYTES);
        }
    }

    private void put(int lane, byte[] salt) {
        rounds.put(lane, start.state(), start.word(), start.length(), salt, salt.length);
    }

    @Override
    void wipe() {
        rounds.wipe();
        start.wipe();
    }

    @Override
    public double rehearse(Settings settings) {
        rounds.shape(shape(REHEARSED_WORD.length, REHEARSED_SALT.length));
        start.make((Md5cryptSettings) settings, Candidates.of(REHEARSED_WORD), 0, REHEARSED_SALT);
        for (int lane = 0; lane < lanes(); lane++) {
            put(lane, REHEARSED_SALT);
        }
        rounds.turn(REHEARSED_ROUNDS);
        return (double) lanes() * REHEARSED_ROUNDS / Md5cryptSettings.ROUNDS;
    }
}
