package dev.watchword.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealedFleetKeyTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final FleetKey key = FleetKey.generate(RANDOM);
    private final FleetKeyTerms terms = new FleetKeyTerms("p", key.id(), "a", "b");
    private final SigningKey sender = SigningKey.generate(RANDOM);
    private final OpeningKey recipient = OpeningKey.generate(RANDOM);
    private final SealedFleetKey sealed = SealedFleetKey.parse(
                    SealedFleetKey.seal(sender, recipient.publicKey(), terms, key)
                            .toText())
            .orElseThrow();

    @Test
    void opensForItsRecipientOnItsTerms() {
        assertArrayEquals(
                key.toBytes(), open(sealed, terms).map(FleetKey::toBytes).orElseThrow());
        assertTrue(sealed.isBy(sender.publicKey(), terms));
        assertTrue(sealed.toText().length() <= SealedFleetKey.LONGEST);
    }

    @Test
    void isNotForAnotherProjectKeySenderOrRecipient() {
        for (FleetKeyTerms other : List.of(
                new FleetKeyTerms("q", key.id(), "a", "b"),
                new FleetKeyTerms("p", "0".repeat(16), "a", "b"),
                new FleetKeyTerms("p", key.id(), "c", "b"),
                new FleetKeyTerms("p", key.id(), "a", "c"))) {
            assertFalse(isOpened(sealed, other), other.toString());
            assertFalse(sealed.isBy(sender.publicKey(), other), other.toString());
        }
        OpeningKey stranger = OpeningKey.generate(RANDOM);
        assertTrue(sealed.open(terms, List.of(stranger), sender.publicKey()).isEmpty());
    }

    /** The binding is the seal's as well: a sender that signs other terms over the same ciphertext gets nobody to open it. */
    @Test
    void isNotForOthersThoughItsSenderSignsThat() {
        FleetKeyTerms other = new FleetKeyTerms("q", key.id(), "a", "b");
        Envelope meant =
                SealedFleetKey.seal(sender, recipient.publicKey(), other, key).envelope();
        byte[] signed = new CanonicalWriter()
                .raw(terms.additionalData(meant.sealingKeyId(), meant.encapsulated()))
                .bytes(meant.ciphertext())
                .toBytes();
        SealedFleetKey moved = new SealedFleetKey(new Envelope(
                meant.sealingKeyId(),
                meant.encapsulated(),
                meant.ciphertext(),
                sender.sign("watchword/fleet-key/v1", signed)));
        assertTrue(moved.isBy(sender.publicKey(), terms));
        assertFalse(isOpened(moved, terms));
    }

    @Test
    void isNothingFromSomebodyElse() {
        SigningKey forger = SigningKey.generate(RANDOM);
        assertFalse(isOpened(SealedFleetKey.seal(forger, recipient.publicKey(), terms, key), terms));
    }

    /** A sender who gives another key than it names would split the fleet. */
    @Test
    void isNothingWhenTheKeyIsNotTheNamedOne() {
        FleetKey other = FleetKey.generate(RANDOM);
        assertFalse(isOpened(SealedFleetKey.seal(sender, recipient.publicKey(), terms, other), terms));
    }

    @Test
    void isNothingOnceChanged() {
        Envelope was = sealed.envelope();
        byte[] changed = was.ciphertext().clone();
        changed[0] ^= 1;
        assertFalse(isOpened(
                new SealedFleetKey(new Envelope(was.sealingKeyId(), was.encapsulated(), changed, was.signature())),
                terms));
        assertEquals(Optional.empty(), SealedFleetKey.parse(sealed.toText().substring(4)));
        assertEquals(Optional.empty(), SealedFleetKey.parse("*"));
        assertEquals(Optional.empty(), SealedFleetKey.parse("A".repeat(SealedFleetKey.LONGEST + 4)));
    }

    @Test
    void printsNoSecret() {
        String printed = sealed + " " + terms + " " + key;
        assertFalse(printed.contains(HexFormat.of().formatHex(key.toBytes()).substring(0, 16)), printed);
    }

    private boolean isOpened(SealedFleetKey one, FleetKeyTerms on) {
        return open(one, on).isPresent();
    }

    private Optional<FleetKey> open(SealedFleetKey one, FleetKeyTerms on) {
        return one.open(on, List.of(recipient), sender.publicKey());
    }
}
