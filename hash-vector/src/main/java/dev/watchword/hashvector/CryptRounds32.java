package dev.watchword.hashvector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rounds with MD5 or SHA-256. Each kind of round has a message ready for every lane, in which only the digest of
 * the round before is missing: an even round begins with it, an odd round has it behind the key, and perhaps behind salt
 * and key, where it may begin within a word.
 */
final class CryptRounds32 implements CryptRounds {

    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
    private static final int LENGTH_BYTES = 2 * Integer.BYTES;

    private final Lanes32 function;
    private final int lanes;
    private final int stateWords;
    private final int block;
    private final boolean lowestFirst;
    private final int[] start;
    private final int[] state;
    private final int[] schedule;
    private final int[][] ready = new int[CryptShape.KINDS][0];
    private final int[][] digestAt;
    private int[] message = new int[0];
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private CryptShape shape = CryptShape.NONE;

    CryptRounds32(Lanes32 function) {
        this.function = function;
        this.lanes = function.lanes();
        this.stateWords = function.stateWords();
        this.block = Lanes32.BLOCK_WORDS * lanes;
        this.lowestFirst = function.order() == ByteOrder.LITTLE_ENDIAN;
        this.start = function.start();
        this.state = new int[stateWords * lanes];
        this.schedule = new int[function.schedule()];
        this.digestAt = new int[CryptShape.KINDS][lanes];
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public void shape(CryptShape wanted) {
        if (wanted.equals(shape)) {
            return;
        }
        shape = wanted;
        for (int kind = 0; kind < CryptShape.KINDS; kind++) {
            ready[kind] = new int[wanted.blocks(kind) * block];
        }
        message = new int[wanted.most() * block];
        bytes = ByteBuffer.allocate(wanted.most() * Lanes32.BLOCK_BYTES).order(function.order());
    }

    @Override
    public void put(int lane, byte[] begun, byte[] key, int keyLength, byte[] salt, int saltLength) {
        ByteBuffer digest =
                ByteBuffer.wrap(begun, 0, stateWords * Integer.BYTES).order(function.order());
        for (int i = 0; i < stateWords; i++) {
            state[i * lanes + lane] = digest.getInt();
        }
        for (int kind = 0; kind < CryptShape.KINDS; kind++) {
            digestAt[kind][lane] = write(kind, key, keyLength, salt, saltLength);
            int words = shape.blocks(kind) * Lanes32.BLOCK_WORDS;
            for (int i = 0; i < words; i++) {
                ready[kind][i * lanes + lane] = bytes.getInt(i * Integer.BYTES);
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
            bytes.position(stateWords * Integer.BYTES);
        }
        if (CryptShape.withSalt(kind)) {
            bytes.put(salt, 0, saltLength);
        }
        if (CryptShape.withKey(kind)) {
            bytes.put(key, 0, keyLength);
        }
        if (CryptShape.odd(kind)) {
            at = bytes.position();
            bytes.position(at + stateWords * Integer.BYTES);
        } else {
            bytes.put(key, 0, keyLength);
        }
        int length = bytes.position();
        bytes.put((byte) 0x80);
        int end = shape.blocks(kind) * Lanes32.BLOCK_BYTES;
        bytes.putInt(lowestFirst ? end - LENGTH_BYTES : end - Integer.BYTES, length * Byte.SIZE);
        return at;
    }

    @Override
    public void turn(int rounds) {
        for (int round = 0; round < rounds; round++) {
            int kind = CryptShape.kind(round);
            boolean single = ready[kind].length == block;
            int[] to = single ? schedule : message;
            if (CryptShape.odd(kind)) {
                System.arraycopy(ready[kind], 0, to, 0, ready[kind].length);
                insert(digestAt[kind], to);
            } else {
                System.arraycopy(state, 0, to, 0, state.length);
                System.arraycopy(ready[kind], state.length, to, state.length, ready[kind].length - state.length);
            }
            if (single) {
                function.compress(start, state, schedule);
                continue;
            }
            System.arraycopy(start, 0, state, 0, start.length);
            for (int at = 0; at < ready[kind].length; at += block) {
                System.arraycopy(message, at, schedule, 0, block);
                function.compress(state, state, schedule);
            }
        }
    }

    /** Puts each lane's digest where it belongs in an odd round, byte by byte if need be. */
    private void insert(int[] digestAt, int[] message) {
        if (isSame(digestAt)) {
            insertAlike(digestAt[0], message);
            return;
        }
        for (int lane = 0; lane < lanes; lane++) {
            int at = digestAt[lane] / Integer.BYTES * lanes + lane;
            int shift = digestAt[lane] % Integer.BYTES * Byte.SIZE;
            int carried = message[at];
            for (int i = 0; i < stateWords; i++) {
                int word = state[i * lanes + lane];
                message[at + i * lanes] = carried | here(word, shift);
                carried = carried(word, shift);
            }
            message[at + stateWords * lanes] |= carried;
        }
    }

    /** The same where all lanes have it at the same place. */
    private void insertAlike(int digestAt, int[] message) {
        int from = digestAt / Integer.BYTES * lanes;
        int shift = digestAt % Integer.BYTES * Byte.SIZE;
        if (shift == 0) {
            System.arraycopy(state, 0, message, from, state.length);
        } else if (lowestFirst) {
            insertLowestFirst(from, shift, message);
        } else {
            insertHighestFirst(from, shift, message);
        }
    }

    private void insertLowestFirst(int from, int shift, int[] message) {
        int left = Integer.SIZE - shift;
        for (int group = 0; group < lanes; group += SPECIES.length()) {
            IntVector carried = IntVector.fromArray(SPECIES, message, from + group);
            int at = group;
            for (; at < state.length; at += lanes) {
                IntVector words = IntVector.fromArray(SPECIES, state, at);
                words.lanewise(VectorOperators.LSHL, shift).or(carried).intoArray(message, from + at);
                carried = words.lanewise(VectorOperators.LSHR, left);
            }
            IntVector.fromArray(SPECIES, message, from + at).or(carried).intoArray(message, from + at);
        }
    }

    private void insertHighestFirst(int from, int shift, int[] message) {
        int left = Integer.SIZE - shift;
        for (int group = 0; group < lanes; group += SPECIES.length()) {
            IntVector carried = IntVector.fromArray(SPECIES, message, from + group);
            int at = group;
            for (; at < state.length; at += lanes) {
                IntVector words = IntVector.fromArray(SPECIES, state, at);
                words.lanewise(VectorOperators.LSHR, shift).or(carried).intoArray(message, from + at);
                carried = words.lanewise(VectorOperators.LSHL, left);
            }
            IntVector.fromArray(SPECIES, message, from + at).or(carried).intoArray(message, from + at);
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

    /** The part of a word that stays in the word where it begins. */
    private int here(int word, int shift) {
        return lowestFirst ? word << shift : word >>> shift;
    }

    /** The part of a word that comes into the next one. */
    private int carried(int word, int shift) {
        return lowestFirst ? word >>> 1 >>> (Integer.SIZE - 1 - shift) : word << 1 << (Integer.SIZE - 1 - shift);
    }

    @Override
    public void take(int lane, byte[] digests, int offset) {
        ByteBuffer digest =
                ByteBuffer.wrap(digests, offset, stateWords * Integer.BYTES).order(function.order());
        for (int i = 0; i < stateWords; i++) {
            digest.putInt(state[i * lanes + lane]);
        }
    }

    @Override
    public void wipe() {
        Arrays.fill(state, 0);
        Arrays.fill(schedule, 0);
        Arrays.fill(message, 0);
        for (int[] words : ready) {
            Arrays.fill(words, 0);
        }
    }
}
