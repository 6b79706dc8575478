package dev.watchword.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.testing.LibCrypt;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That a scheme and the host's crypt(3) are of one opinion: about digests, and about which texts can match at all. */
public abstract class CryptContract {

    private static final long SEED = 20_261_121;
    private static final int FAST_CASES = 1_000;
    private static final int FAST_SETTINGS = 300;
    private static final int LONG_CASES = 10_000;

    /** Chars that settings are spoiled with: legal ones, separators, refused ones, digits. */
    private static final String SPOILERS = "./aZ09$$=,:!*\\;~ \t\u007f\u0080\u00e9-+";

    protected abstract HashScheme scheme();

    /** A legal setting, cheap to compute. */
    protected abstract String setting(Random random);

    /** The index in a hash text where the digest starts. */
    protected int digestFrom(String text) {
        return text.lastIndexOf('$') + 1;
    }

    /** What the oracle prints for a setting, empty when it refuses it. */
    protected Optional<String> crypt(byte[] password, String setting) {
        return LibCrypt.crypt(password, setting);
    }

    @Test
    void agreesWithCrypt() {
        agrees(SEED, FAST_CASES);
    }

    @Test
    void readsJustTheSettingsThatCryptPrintsAgain() {
        readsWhatIsPrinted(SEED, FAST_SETTINGS);
    }

    @Test
    @Tag("long")
    void agreesWithCryptAtLength() {
        agrees(System.nanoTime(), LONG_CASES);
    }

    @Test
    @Tag("long")
    void readsJustTheSettingsThatCryptPrintsAgainAtLength() {
        readsWhatIsPrinted(System.nanoTime(), LONG_CASES);
    }

    private void agrees(long seed, int cases) {
        Random random = new Random(seed);
        for (int i = 0; i < cases; i++) {
            byte[] password = PasswordCases.next(random);
            String setting = setting(random);
            Supplier<String> label = label(seed, i, password, setting);
            String text = crypt(password, setting).orElseThrow(() -> new AssertionError(label.get()));
            Parsed parsed = scheme().parse(EncodedHash.of(scheme().id(), text));
            assertTrue(parsed instanceof Parsed.Readable, () -> label.get() + " " + parsed);
            StoredHash hash = ((Parsed.Readable) parsed).hash();
            assertTrue(Verifier.matches(scheme(), hash, password), label);
            if (i % 16 == 0 && password.length > 0) {
                byte[] other = password.clone();
                other[0] = (byte) (other[0] == 'x' ? 'y' : 'x');
                boolean same = crypt(other, text).equals(Optional.of(text));
                assertEquals(same, Verifier.matches(scheme(), hash, other), label);
            }
        }
    }

    /** Settings with a char changed, removed or added: readable when crypt(3) prints that very setting, else not. */
    private void readsWhatIsPrinted(long seed, int cases) {
        Random random = new Random(seed);
        byte[] password = {'p', 'w'};
        String known = scheme().knownAnswers().getFirst().hash().latin1();
        String digest = known.substring(digestFrom(known));
        int refused = 0;
        for (int i = 0; i < cases; i++) {
            String spoiled = spoil(random, setting(random));
            if (!bounded(spoiled)) {
                continue;
            }
            Optional<String> printed = crypt(password, spoiled + digest);
            boolean again = printed.isPresent()
                    && printed.get().length() == spoiled.length() + digest.length()
                    && printed.get().startsWith(spoiled);
            Parsed parsed = scheme().parse(EncodedHash.of(scheme().id(), spoiled + digest));
            assertEquals(
                    again, parsed instanceof Parsed.Readable, () -> "seed " + seed + ": " + spoiled + " " + parsed);
            refused += again ? 0 : 1;
        }
        assertFalse(refused == 0, "no setting was spoiled enough");
    }

    /** Whether the oracle may be asked: not when it would work for long. */
    protected boolean bounded(String setting) {
        return true;
    }

    private static String spoil(Random random, String setting) {
        int at = random.nextInt(setting.length());
        String before = setting.substring(0, at);
        String more = PasswordCases.text(random, 1, SPOILERS);
        return switch (random.nextInt(3)) {
            case 0 -> before + setting.substring(at + 1);
            case 1 -> before + more + setting.substring(at);
            default -> before + more + setting.substring(at + 1);
        };
    }

    private static Supplier<String> label(long seed, int i, byte[] password, String setting) {
        return () -> "seed " + seed + ", case " + i + ": password "
                + HexFormat.of().formatHex(password) + " under " + setting;
    }
}
