package dev.watchword.hashvector;

import java.nio.ByteBuffer;
import java.util.Arrays;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rounds with SHA-512. Each kind of round has a message ready for every lane, in which only the digest of
 * the round before is missing: an even round begins with it, an odd round has it behind the key, and perhaps behind salt
 * and key, where it may begin within a word.
 */
final class CryptRounds64 implements CryptRounds {

    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final int LANES = Sha512Lanes.LANES;
    private static final int STATE_WORDS = 8;
    private static final int WORD_BYTES = Long.BYTES;
    private static final int WORD_BITS = Long.SIZE;
    private static final int DIGEST_BYTES = STATE_WORDS * WORD_BYTES;
    private static final int BLOCK_BYTES = Sha512Lanes.BLOCK_WORDS * WORD_BYTES;
    private static final int BLOCK = Sha512Lanes.BLOCK_WORDS * LANES;
    private static final long[] START = Sha2Constants.start512();

    private final long[] start = new long[STATE_WORDS * LANES];
    private final long[] state = new long[STATE_WORDS * LANES];
    private final long[] schedule = new long[Sha512Lanes.SCHEDULE];
    private final long[][] ready = new long[CryptShape.KINDS][0];
    private final int[][] digestAt = new int[CryptShape.KINDS][LANES];
    private long[] message = new long[0];
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private CryptShape shape = CryptShape.NONE;

    CryptRounds64() {
        for (int i = 0; i < start.length; i++) {
            start[i] = START[i / LANES];
        }
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void shape(CryptShape wanted) {
        if (wanted.equals(shape)) {
            return;
        }
        shape = wanted;
        for (int kind = 0; kind < CryptShape.KINDS; kind++) {
            ready[kind] = new long[wanted.blocks(kind) * BLOCK];
        }
        message = new long[wanted.most() * BLOCK];
        bytes = ByteBuffer.allocate(wanted.most() * BLOCK_BYTES);
    }

    @Override
    public void put(int lane, byte[] begun, byte[] key, int keyLength, byte[] salt, int saltLength) {
        ByteBuffer digest = ByteBuffer.wrap(begun, 0, DIGEST_BYTES);
        for (int i = 0; i < STATE_WORDS; i++) {
            state[i * LANES + lane] = digest.getLong();
        }
        for (int kind = 0; kind < CryptShape.KINDS; kind++) {
            digestAt[kind][lane] = write(kind, key, keyLength, salt, saltLength);
            int words = shape.blocks(kind) * Sha512Lanes.BLOCK_WORDS;
            for (int i = 0; i < words; i++) {
                ready[kind][i * LANES + lane] = bytes.getLong(i * WORD_BYTES);
            }
        }
        Arrays.fill(bytes.array(), (byte) 0);
    }

    /** Writes the message of one kind of round, with zeros for the digest, and answers where that belongs. */
    private int write(int kind, byte[] key, int keyLength, byte[] salt, int saltLength) {
        Arrays.fill(bytes.array(), (byte) 0);
        bytes.clear();
        int at = 0;
        if (CryptShape.odd(kind)) {
            bytes.put(key, 0, keyLength);
        } else {
            bytes.position(DIGEST_BYTES);
        }
        if (CryptShape.withSalt(kind)) {
            bytes.put(salt, 0, saltLength);
        }
        if (CryptShape.withKey(kind)) {
            bytes.put(key, 0, keyLength);
        }
        if (CryptShape.odd(kind)) {
            at = bytes.position();
            bytes.position(at + DIGEST_BYTES);
        } else {
            bytes.put(key, 0, keyLength);
        }
        int length = bytes.position();
        bytes.put((byte) 0x80);
        bytes.putInt(shape.blocks(kind) * BLOCK_BYTES - Integer.BYTES, length * Byte.SIZE);
        return at;
    }

    @Override
    public void turn(int rounds) {
        for (int round = 0; round < rounds; round++) {
            int kind = CryptShape.kind(round);
            boolean single = ready[kind].length == BLOCK;
            long[] to = single ? schedule : message;
            if (CryptShape.odd(kind)) {
                System.arraycopy(ready[kind], 0, to, 0, ready[kind].length);
                insert(digestAt[kind], to);
            } else {
                System.arraycopy(state, 0, to, 0, state.length);
                System.arraycopy(ready[kind], state.length, to, state.length, ready[kind].length - state.length);
            }
            if (single) {
                Sha512Lanes.compress(start, state, schedule);
                continue;
            }
            System.arraycopy(start, 0, state, 0, start.length);
            for (int at = 0; at < ready[kind].length; at += BLOCK) {
                System.arraycopy(message, at, schedule, 0, BLOCK);
                Sha512Lanes.compress(state, state, schedule);
            }
        }
    }

    /** Puts each lane's digest where it belongs in an odd round, byte by byte if need be. */
    private void insert(int[] digestAt, long[] message) {
        if (isSame(digestAt)) {
            insertAlike(digestAt[0], message);
            return;
        }
        for (int lane = 0; lane < LANES; lane++) {
            int at = digestAt[lane] / WORD_BYTES * LANES + lane;
            int shift = digestAt[lane] % WORD_BYTES * Byte.SIZE;
            long carried = message[at];
            for (int i = 0; i < STATE_WORDS; i++) {
                long word = state[i * LANES + lane];
                message[at + i * LANES] = carried | word >>> shift;
                carried = word << 1 << (WORD_BITS - 1 - shift);
            }
            message[at + STATE_WORDS * LANES] |= carried;
        }
    }

    /** The same where all lanes have it at the same place. */
    private void insertAlike(int digestAt, long[] message) {
        int from = digestAt / WORD_BYTES * LANES;
        int shift = digestAt % WORD_BYTES * Byte.SIZE;
        if (shift == 0) {
            System.arraycopy(state, 0, message, from, state.length);
            return;
        }
        int left = WORD_BITS - shift;
        for (int group = 0; group < LANES; group += SPECIES.length()) {
            LongVector carried = LongVector.fromArray(SPECIES, message, from + group);
            int at = group;
            for (; at < state.length; at += LANES) {
                LongVector words = LongVector.fromArray(SPECIES, state, at);
                words.lanewise(VectorOperators.LSHR, shift).or(carried).intoArray(message, from + at);
                carried = words.lanewise(VectorOperators.LSHL, left);
            }
            LongVector.fromArray(SPECIES, message, from + at).or(carried).intoArray(message, from + at);
        }
    }

    private static boolean isSame(int[] places) {
        for (int place : places) {
            if (place != places[0]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void take(int lane, byte[] digests, int offset) {
        ByteBuffer digest = ByteBuffer.wrap(digests, offset, DIGEST_BYTES);
        for (int i = 0; i < STATE_WORDS; i++) {
            digest.putLong(state[i * LANES + lane]);
        }
    }

    @Override
    public void wipe() {
        Arrays.fill(state, 0);
        Arrays.fill(schedule, 0);
        Arrays.fill(message, 0);
        for (long[] words : ready) {
            Arrays.fill(words, 0);
        }
    }
}
