package dev.watchword.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That a scheme and {@link PythonOracle} compute the same, for schemes that crypt(3) does not know. */
public abstract class OracleContract {

    private static final long SEED = 20_261_126;
    private static final int FAST_CASES = 1_000;
    private static final int LONG_FACTOR = 10;

    /**
     * A password and the question for its stored form.
     *
     * @param variant what stands outside the stored text
     * @param text makes the stored text, Latin-1, of the oracle's answer
     */
    public record Case(byte[] password, String variant, PythonOracle.Question question, UnaryOperator<String> text) {}

    protected abstract HashScheme scheme();

    /** A case that is cheap to compute. */
    protected abstract Case next(Random random);

    /** How many cases a run takes. */
    protected int cases() {
        return FAST_CASES;
    }

    @Test
    void agreesWithTheOracle() {
        agrees(new Random(SEED), cases());
    }

    @Test
    @Tag("long")
    void agreesWithTheOracleAtLength() {
        agrees(new Random(System.nanoTime()), LONG_FACTOR * cases());
    }

    private void agrees(Random random, int count) {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cases.add(next(random));
        }
        List<String> answers =
                PythonOracle.answers(cases.stream().map(Case::question).toList());
        int refused = 0;
        for (int i = 0; i < count; i++) {
            Case one = cases.get(i);
            String text = one.text().apply(answers.get(i));
            String label = HexFormat.of().formatHex(one.password()) + " in " + text;
            EncodedHash hash =
                    new EncodedHash(scheme().id(), one.variant(), text.getBytes(StandardCharsets.ISO_8859_1));
            Parsed parsed = scheme().parse(hash);
            assertTrue(parsed instanceof Parsed.Readable, () -> label + " " + parsed);
            StoredHash stored = ((Parsed.Readable) parsed).hash();
            assertTrue(Verifier.matches(scheme(), stored, one.password()), label);
            if (i % 8 == 0) {
                byte[] other = (i + " other").getBytes(StandardCharsets.US_ASCII);
                refused += Verifier.matches(scheme(), stored, other) ? 0 : 1;
            }
        }
        assertEquals(Math.ceilDiv(count, 8), refused, "another password matched");
    }
}
