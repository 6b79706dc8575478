package dev.watchword.hash.sunmd5;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * MD5 of password and salt, digested again and again with the number of the turn behind it, and Hamlet's soliloquy
 * between both when a coin that the digest tosses says so.
 */
final class SunMd5Kernel implements HashKernel {

    private static final int LENGTH = SunMd5Settings.DIGEST_BYTES;
    private static final byte[] SOLILOQUY = Soliloquy.bytes();

    private final MessageDigest md5;
    private final byte[] state = new byte[LENGTH];
    private final byte[] number = new byte[10];

    SunMd5Kernel() {
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        SunMd5Settings settings = (SunMd5Settings) pairs.settings();
        for (int i = 0; i < pairs.size(); i++) {
            md5.update(
                    pairs.words().bytes(),
                    pairs.words().offset(i),
                    pairs.words().length(i));
            md5.update(pairs.salt(i));
            finish();
            for (long turn = 0; turn < settings.turns(); turn++) {
                turn(turn);
            }
            System.arraycopy(state, 0, digests, i * LENGTH, LENGTH);
        }
        Arrays.fill(state, (byte) 0);
    }

    private void turn(long turn) {
        boolean recites = Coin.toss(state, turn);
        md5.update(state);
        if (recites) {
            md5.update(SOLILOQUY);
        }
        int start = number.length;
        long left = turn;
        do {
            number[--start] = (byte) ('0' + left % 10);
            left /= 10;
        } while (left > 0);
        md5.update(number, start, number.length - start);
        finish();
    }

    private void finish() {
        try {
            md5.digest(state, 0, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("MD5 has another length", e);
        }
    }

    /** The coin: bits of the digest chosen by bits of the digest. */
    private static final class Coin {

        private static final int HALF = 8;

        static boolean toss(byte[] digest, long turn) {
            int x = eightBits(digest, 0);
            int y = eightBits(digest, HALF);
            x >>= bit(digest, turn);
            y >>= bit(digest, turn + 64);
            return bit(digest, x) != bit(digest, y);
        }

        private static int eightBits(byte[] digest, int from) {
            int bits = 0;
            for (int i = 0; i < 8; i++) {
                int a = digest[from + i & 15] & 0xff;
                int b = digest[from + i + 3 & 15] & 0xff;
                int v = digest[a >> b % 5 & 15] & 0xff;
                bits |= bit(digest, v >> (b >> a % 8 & 1)) << i;
            }
            return bits;
        }

        /** Bit {@code n} modulo 128, counted from the lowest of the first byte. */
        private static int bit(byte[] digest, long n) {
            int place = (int) (n & 127);
            return digest[place >> 3] >> (place & 7) & 1;
        }
    }

    /** Hamlet, act 3, scene 1, in the spelling of Project Gutenberg's etext 1524, and the NUL behind it in C. */
    private static final class Soliloquy {

        static byte[] bytes() {
            String text = """
                    To be, or not to be,--that is the question:--
                    Whether 'tis nobler in the mind to suffer
                    The slings and arrows of outrageous fortune
                    Or to take arms against a sea of troubles,
                    And by opposing end them?--To die,--to sleep,--
                    No more; and by a sleep to say we end
                    The heartache, and the thousand natural shocks
                    That flesh is heir to,--'tis a consummation
                    Devoutly to be wish'd. To die,--to sleep;--
                    To sleep! perchance to dream:--ay, there's the rub;
                    For in that sleep of death what dreams may come,
                    When we have shuffled off this mortal coil,
                    Must give us pause: there's the respect
                    That makes calamity of so long life;
                    For who would bear the whips and scorns of time,
                    The oppressor's wrong, the proud man's contumely,
                    The pangs of despis'd love, the law's delay,
                    The insolence of office, and the spurns
                    That patient merit of the unworthy takes,
                    When he himself might his quietus make
                    With a bare bodkin? who would these fardels bear,
                    To grunt and sweat under a weary life,
                    But that the dread of something after death,--
                    The undiscover'd country, from whose bourn
                    No traveller returns,--puzzles the will,
                    And makes us rather bear those ills we have
                    Than fly to others that we know not of?
                    Thus conscience does make cowards of us all;
                    And thus the native hue of resolution
                    Is sicklied o'er with the pale cast of thought;
                    And enterprises of great pith and moment,
                    With this regard, their currents turn awry,
                    And lose the name of action.--Soft you now!
                    The fair Ophelia!--Nymph, in thy orisons
                    Be all my sins remember'd.
                    \0""";
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
