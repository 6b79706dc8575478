package dev.watchword.hash.bcrypt;

import dev.watchword.candidate.Candidates;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One password's way through EksBlowfish: 2^cost times, the key and the salt in turn are mixed into a Blowfish state that takes
 * 4 KiB. Reused from password to password; belongs to one thread.
 */
public final class BcryptState {

    /** Words of P. */
    public static final int P_WORDS = BlowfishTables.P_WORDS;

    /** Words of the four boxes. */
    public static final int S_WORDS = BlowfishTables.S_WORDS;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int SALT_WORDS = 4;
    private static final int[] NO_SALT = new int[SALT_WORDS];
    private static final int TEXT_ENCRYPTIONS = 64;

    /** What is encrypted in the end, as the paper spells it. */
    private static final int[] TEXT = words("OrpheanBeholderScryDoubt".getBytes(StandardCharsets.US_ASCII));

    private final int[] initialP = BlowfishTables.p();
    private final int[] initialS = BlowfishTables.s();
    private final int[] p = new int[P_WORDS];
    private final int[] s = new int[S_WORDS];
    private final int[] key = new int[P_WORDS];
    private int[] salt = NO_SALT;

    /** Sets the state to that of a password and a salt of 16 bytes before the turns. */
    public void start(BcryptSettings settings, Candidates words, int word, byte[] salt) {
        this.salt = words(salt);
        start(words, word, settings.keyReading());
        expand(this.salt);
    }

    /** One of the 2^cost turns. */
    void turn() {
        mixIntoP(key);
        expand(NO_SALT);
        mixIntoP(salt);
        expand(NO_SALT);
    }

    /** P, which the turns change. */
    public int[] p() {
        return p;
    }

    /** The boxes one after another, which the turns change. */
    public int[] s() {
        return s;
    }

    /** What a turn mixes into P before its first expansion, as long as P. */
    public int[] key() {
        return key;
    }

    /** What a turn mixes into P before its second expansion, over and over: four words. */
    public int[] salt() {
        return salt;
    }

    /** Sets the state to Blowfish's first with the key mixed into P. */
    private void start(Candidates words, int word, BcryptKeyReading reading) {
        int difference = readKey(words, word, reading);
        System.arraycopy(initialP, 0, p, 0, P_WORDS);
        System.arraycopy(initialS, 0, s, 0, s.length);
        mixIntoP(key);
        if (reading == BcryptKeyReading.GUARDED) {
            p[0] ^= difference;
        }
    }

    /**
     * Fills the 18 key words with the password and its closing NUL, over and over.
     *
     * @return the bit that guards against the old sign extension: set when extension happened and yet changed no word,
     *     so that the hash could as well be an old one of another password
     */
    private int readKey(Candidates words, int word, BcryptKeyReading reading) {
        int offset = words.offset(word);
        int length = words.length(word);
        int at = 0;
        int spilled = 0;
        int changed = 0;
        for (int i = 0; i < P_WORDS; i++) {
            int plain = 0;
            int extended = 0;
            for (int k = 0; k < Integer.BYTES; k++) {
                byte b = at < length ? words.bytes()[offset + at] : 0;
                plain = (plain << 8) | (b & 0xff);
                extended = (extended << 8) | b;
                if (k > 0) {
                    spilled |= b & 0x80;
                }
                at = at < length ? at + 1 : 0;
            }
            changed |= plain ^ extended;
            key[i] = reading == BcryptKeyReading.SIGN_EXTENDED ? extended : plain;
        }
        return spilled != 0 && changed == 0 ? 1 << 16 : 0;
    }

    private void mixIntoP(int[] words) {
        for (int i = 0; i < P_WORDS; i++) {
            p[i] ^= words[i % words.length];
        }
    }

    /**
     * Replaces P and the boxes by the successive encryptions of a block that starts as zero and has the salt mixed in
     * before each.
     */
    private void expand(int[] salt) {
        long block = 0;
        for (int i = 0; i < P_WORDS; i += 2) {
            block = encrypt(p, s, block ^ pair(salt, i % SALT_WORDS));
            p[i] = (int) (block >>> 32);
            p[i + 1] = (int) block;
        }
        for (int i = 0; i < s.length; i += 2) {
            block = encrypt(p, s, block ^ pair(salt, (P_WORDS + i) % SALT_WORDS));
            s[i] = (int) (block >>> 32);
            s[i + 1] = (int) block;
        }
    }

    /** Writes the digest that the state stands for after the turns. */
    public void finish(byte[] digests, int at) {
        byte[] bytes = new byte[Integer.BYTES * TEXT.length];
        for (int i = 0; i < TEXT.length; i += 2) {
            long block = pair(TEXT, i);
            for (int k = 0; k < TEXT_ENCRYPTIONS; k++) {
                block = encrypt(p, s, block);
            }
            LONG.set(bytes, Integer.BYTES * i, block);
        }
        System.arraycopy(bytes, 0, digests, at, BcryptSettings.DIGEST_BYTES);
    }

    /** Blowfish on one block, its left half in the upper bits. */
    private static long encrypt(int[] p, int[] s, long block) {
        int left = (int) (block >>> 32) ^ p[0];
        int right = (int) block;
        for (int i = 1; i < P_WORDS - 1; i += 2) {
            right ^= mix(s, left) ^ p[i];
            left ^= mix(s, right) ^ p[i + 1];
        }
        return pair(right ^ p[P_WORDS - 1], left);
    }

    private static int mix(int[] s, int x) {
        return ((s[x >>> 24] + s[256 + (x >>> 16 & 0xff)]) ^ s[512 + (x >>> 8 & 0xff)]) + s[768 + (x & 0xff)];
    }

    private static int[] words(byte[] bytes) {
        int[] words = new int[bytes.length / Integer.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            words[i / Integer.BYTES] = (words[i / Integer.BYTES] << 8) | (bytes[i] & 0xff);
        }
        return words;
    }

    private static long pair(int[] words, int i) {
        return pair(words[i], words[i + 1]);
    }

    private static long pair(int left, int right) {
        return ((long) left << 32) | (right & 0xffffffffL);
    }

    /** Forgets the password and all that was made of it. */
    public void wipe() {
        Arrays.fill(key, 0);
        Arrays.fill(p, 0);
        Arrays.fill(s, 0);
    }
}
