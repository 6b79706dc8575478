package dev.watchword.hashvector;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.Settings;
import dev.watchword.hash.shacrypt.ShacryptDigest;
import dev.watchword.hash.shacrypt.ShacryptKernel;
import dev.watchword.hash.shacrypt.ShacryptSettings;
import dev.watchword.hash.shacrypt.ShacryptStart;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** SHA-crypt: what comes before the rounds one pair after the other, the rounds on all lanes. */
final class VectorShacryptKernel extends ShapedKernel<CryptShape> {

    private static final int REHEARSED_ROUNDS = 200;
    private static final byte[] REHEARSED_WORD = "rehearse".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REHEARSED_SALT = new byte[16];

    private final ShacryptDigest function;
    private final CryptRounds rounds;
    private final ShacryptStart start = new ShacryptStart();

    /** @param function not SM3 */
    VectorShacryptKernel(ShacryptDigest function) {
        this(function, function == ShacryptDigest.SHA512 ? new CryptRounds64() : new CryptRounds32(Lanes32.SHA256));
    }

    private VectorShacryptKernel(ShacryptDigest function, CryptRounds rounds) {
        super(new ShacryptKernel(), rounds.lanes());
        this.function = function;
        this.rounds = rounds;
    }

    @Override
    CryptShape shape(Pairs pairs, int pair) {
        return shape(pairs.words().length(pair), pairs.salt(pair).length);
    }

    private CryptShape shape(int keyLength, int saltLength) {
        return CryptShape.of(function.bytes(), function.bytes() / 8, keyLength, saltLength);
    }

    @Override
    void digestGroup(Pairs pairs, CryptShape shape, List<Integer> group, byte[] digests) {
        ShacryptSettings settings = (ShacryptSettings) pairs.settings();
        rounds.shape(shape);
        for (int lane = 0; lane < lanes(); lane++) {
            // a lane that nobody fills repeats the last one
            if (lane < group.size()) {
                int pair = group.get(lane);
                start.make(function, pairs.words(), pair, pairs.salt(pair));
            }
            put(lane);
        }
        rounds.turn(settings.rounds());
        for (int lane = 0; lane < group.size(); lane++) {
            rounds.take(lane, digests, group.get(lane) * settings.digestBytes());
        }
    }

    private void put(int lane) {
        rounds.put(
                lane, start.state(), start.keySequence(), start.keyLength(), start.saltSequence(), start.saltLength());
    }

    @Override
    void wipe() {
        rounds.wipe();
        start.wipe();
    }

    @Override
    public double rehearse(Settings settings) {
        rounds.shape(shape(REHEARSED_WORD.length, REHEARSED_SALT.length));
        start.make(function, Candidates.of(REHEARSED_WORD), 0, REHEARSED_SALT);
        for (int lane = 0; lane < lanes(); lane++) {
            put(lane);
        }
        rounds.turn(REHEARSED_ROUNDS);
        return (double) lanes() * REHEARSED_ROUNDS / ((ShacryptSettings) settings).rounds();
    }
}
