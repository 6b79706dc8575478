package dev.watchword.hashvector;

import dev.watchword.hash.FastKernel;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.Settings;
import dev.watchword.hash.bcrypt.BcryptKernel;
import dev.watchword.hash.bcrypt.BcryptSettings;
import dev.watchword.hash.bcrypt.BcryptState;
import java.util.Arrays;

/** bcrypt: what comes before and behind the turns one pair after the other, the turns of five pairs at once. */
final class InterleavedBcryptKernel implements FastKernel {

    private static final int LANES = BlowfishLanes.LANES;
    private static final int BOX = BlowfishLanes.BOX;
    private static final int REST = BlowfishLanes.REST;
    private static final int P_WORDS = BcryptState.P_WORDS;

    /** So many turns go into one rehearsal. */
    private static final int REHEARSED_TURNS = 4;

    private final HashKernel scalar = new BcryptKernel();
    private final BcryptState[] states = new BcryptState[LANES];
    private final int[] first = new int[LANES * BOX];
    private final int[] rest = new int[LANES * REST];

    InterleavedBcryptKernel() {
        Arrays.setAll(states, lane -> new BcryptState());
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        BcryptSettings settings = (BcryptSettings) pairs.settings();
        for (int pair = 0; pair < pairs.size(); pair += LANES) {
            if (pair + 1 == pairs.size()) {
                Rest alone = new Rest(pairs);
                alone.add(pair);
                alone.digest(scalar, digests);
                break;
            }
            digestGroup(settings, pairs, pair, Math.min(LANES, pairs.size() - pair), digests);
        }
        Arrays.fill(first, 0);
        Arrays.fill(rest, 0);
        for (BcryptState state : states) {
            state.wipe();
        }
    }

    /** Lanes that nobody fills go through the turns with what they hold. */
    private void digestGroup(BcryptSettings settings, Pairs pairs, int from, int size, byte[] digests) {
        for (int lane = 0; lane < size; lane++) {
            states[lane].start(settings, pairs.words(), from + lane, pairs.salt(from + lane));
            System.arraycopy(states[lane].p(), 0, rest, lane * REST, P_WORDS);
            System.arraycopy(states[lane].s(), 0, first, lane * BOX, BOX);
            System.arraycopy(states[lane].s(), BOX, rest, lane * REST + P_WORDS, REST - P_WORDS);
        }
        turn(settings.turns());
        for (int lane = 0; lane < size; lane++) {
            System.arraycopy(rest, lane * REST, states[lane].p(), 0, P_WORDS);
            System.arraycopy(first, lane * BOX, states[lane].s(), 0, BOX);
            System.arraycopy(rest, lane * REST + P_WORDS, states[lane].s(), BOX, REST - P_WORDS);
            states[lane].finish(digests, (from + lane) * BcryptSettings.DIGEST_BYTES);
        }
    }

    private void turn(long turns) {
        for (long left = turns; left > 0; left--) {
            for (int lane = 0; lane < LANES; lane++) {
                mixIntoP(lane, states[lane].key());
            }
            BlowfishLanes.expand(rest, first);
            for (int lane = 0; lane < LANES; lane++) {
                mixIntoP(lane, states[lane].salt());
            }
            BlowfishLanes.expand(rest, first);
        }
    }

    private void mixIntoP(int lane, int[] words) {
        for (int i = 0; i < P_WORDS; i++) {
            rest[lane * REST + i] ^= words[i % words.length];
        }
    }

    @Override
    public double rehearse(Settings settings) {
        long turns = ((BcryptSettings) settings).turns();
        long rehearsed = Math.min(turns, REHEARSED_TURNS);
        turn(rehearsed);
        return (double) LANES * rehearsed / turns;
    }

    @Override
    public void close() {
        scalar.close();
    }
}
