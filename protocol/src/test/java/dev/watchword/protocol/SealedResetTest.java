package dev.watchword.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedResetTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long NOW = 1_800_000_000_000L;
    private static final String HOST = "22a5a2b4-4bb7-4fc7-8ad0-d6a1d5f5e3a7";

    private final SigningKey server = SigningKey.generate(RANDOM);
    private final OpeningKey agent = OpeningKey.generate(RANDOM);
    private final ResetSealer sealer = new ResetSealer(server);
    private final ResetOpener opener = opener(HOST, agent);
    private final ResetTerms terms = terms(HOST, "root", "c1");

    @Test
    void opensWhatTheServerSealedForThisHost() {
        byte[] password = "Pässw0rd!中".getBytes(StandardCharsets.UTF_8);
        SealedReset travelled = SealedReset.parse(
                        sealer.seal(terms, agent.publicKey(), password).toText())
                .orElseThrow();

        ResetOpening.Opened opened = opened(opener.open(travelled, 6, NOW));

        assertArrayEquals(password, opened.password());
        assertEquals(terms, opened.terms());
    }

    @Test
    void sealsCharactersAsUtf8() {
        SealedReset sealed = sealer.seal(terms, agent.publicKey(), "中é".toCharArray());
        assertArrayEquals(
                "中é".getBytes(StandardCharsets.UTF_8),
                opened(opener.open(sealed, 0, NOW)).password());
        assertThrows(
                IllegalArgumentException.class,
                () -> sealer.seal(terms, agent.publicKey(), new char[] {'a', '\ud800'}));
    }

    @Test
    void refusesByItsTerms() {
        SealedReset sealed = sealed(terms);
        assertEquals(ResetOpening.Reason.OLD_COUNTER, reason(opener.open(sealed, 7, NOW)));
        assertInstanceOf(ResetOpening.Opened.class, opener.open(sealed, 6, NOW));
        assertEquals(ResetOpening.Reason.NOT_YET, reason(opener.open(sealed, 0, terms.notBefore() - 1)));
        assertInstanceOf(ResetOpening.Opened.class, opener.open(sealed, 0, terms.notBefore()));
        assertInstanceOf(ResetOpening.Opened.class, opener.open(sealed, 0, terms.expires() - 1));
        assertEquals(ResetOpening.Reason.EXPIRED, reason(opener.open(sealed, 0, terms.expires())));
        assertEquals(
                ResetOpening.Reason.WRONG_HOST, reason(opener("another", agent).open(sealed, 0, NOW)));
        assertEquals(
                ResetOpening.Reason.WRONG_KEY,
                reason(opener(HOST, OpeningKey.generate(RANDOM)).open(sealed, 0, NOW)));
    }

    @Test
    void refusesWhatAnotherServerSealed() {
        SealedReset forged =
                new ResetSealer(SigningKey.generate(RANDOM)).seal(terms, agent.publicKey(), bytes("attacker's"));
        assertEquals(ResetOpening.Reason.BAD_SIGNATURE, reason(opener.open(forged, 0, NOW)));
    }

    @Test
    void opensWithFormerAndPresentKeysOfBothSides() {
        SigningKey next = SigningKey.generate(RANDOM);
        OpeningKey newer = OpeningKey.generate(RANDOM);
        ResetOpener both = new ResetOpener(HOST, List.of(newer, agent), Set.of(server.publicKey(), next.publicKey()));
        assertInstanceOf(ResetOpening.Opened.class, both.open(sealed(terms), 0, NOW));
        SealedReset later = new ResetSealer(next).seal(terms, newer.publicKey(), bytes("later"));
        assertInstanceOf(ResetOpening.Opened.class, both.open(later, 0, NOW));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 61, 62, 63, 126, 127, 511, 512})
    void hidesTheLengthOfThePassword(int length) {
        byte[] password = new byte[length];
        Arrays.fill(password, (byte) 'x');
        SealedReset sealed = sealer.seal(terms, agent.publicKey(), password);
        assertEquals((length + 2 + 63) / 64 * 64 + 16, sealed.ciphertext().length);
        assertArrayEquals(password, opened(opener.open(sealed, 0, NOW)).password());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x\nbackup:pwned", "x\r", "x\0"})
    void refusesToSealWhatCouldBecomeASecondLine(String password) {
        assertFalse(ResetSealer.accepts(bytes(password)));
        assertThrows(IllegalArgumentException.class, () -> sealer.seal(terms, agent.publicKey(), bytes(password)));
    }

    @Test
    void refusesToSealMoreThan512Bytes() {
        assertThrows(IllegalArgumentException.class, () -> sealer.seal(terms, agent.publicKey(), new byte[513]));
    }

    @Test
    void refusesToOpenASecondLineThoughItIsProperlySealed() {
        for (String password : List.of("", "x\nbackup:pwned", "x\r", "x\0y")) {
            SealedReset sealed = sealedUnchecked(NewPassword.padded(bytes(password)));
            assertEquals(ResetOpening.Reason.CANNOT_OPEN, reason(opener.open(sealed, 0, NOW)), password);
        }
    }

    @Test
    void refusesAnotherPadding() {
        byte[] long66 = Arrays.copyOf(NewPassword.padded(bytes("x")), 66);
        byte[] twoBlocks = Arrays.copyOf(NewPassword.padded(bytes("x")), 128);
        byte[] dirty = NewPassword.padded(bytes("x"));
        dirty[63] = 1;
        byte[] tooLong = NewPassword.padded(bytes("x"));
        tooLong[1] = 63;
        for (byte[] plaintext : List.of(new byte[0], new byte[64], long66, twoBlocks, dirty, tooLong)) {
            assertEquals(ResetOpening.Reason.CANNOT_OPEN, reason(opener.open(sealedUnchecked(plaintext), 0, NOW)));
        }
    }

    /** The signature binds everything: whoever exchanges any part of two envelopes gets nothing that opens. */
    @Test
    void opensNoneOfTenThousandExchangedEnvelopes() {
        exchange(false);
    }

    /** And so does the sealing, even for somebody who can sign as the server but cannot open. */
    @Test
    void opensNoneOfTenThousandExchangedEnvelopesThatAreSignedAgain() {
        exchange(true);
    }

    private void exchange(boolean signAgain) {
        Random random = new Random(42);
        List<OpeningKey> keys = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            keys.add(OpeningKey.generate(RANDOM));
        }
        List<SealedReset> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int host = i % keys.size();
            ResetTerms each = new ResetTerms(
                    "host" + host, i % 3 == 0 ? "root" : "admin" + i, "cmd" + i, i + 1, NOW - i, NOW + 1_000 + i);
            all.add(sealer.seal(each, keys.get(host).publicKey(), bytes("Passw0rd" + i)));
        }
        int opened = 0;
        int tried = 0;
        while (tried < 10_000) {
            SealedReset one = all.get(random.nextInt(all.size()));
            SealedReset other = all.get(random.nextInt(all.size()));
            SealedReset mixed = mixed(one, other, 1 + random.nextInt(1023));
            if (Arrays.equals(mixed.toBytes(), one.toBytes()) || Arrays.equals(mixed.toBytes(), other.toBytes())) {
                continue;
            }
            if (signAgain) {
                byte[] additional = SealedReset.additionalData(mixed.terms(), mixed.agentKeyId(), mixed.encapsulated());
                byte[] again = SealedReset.signedBytes(additional, mixed.ciphertext());
                // A mix of the signature alone would be whole again.
                if (Arrays.equals(again, signedPart(one)) || Arrays.equals(again, signedPart(other))) {
                    continue;
                }
                mixed = new SealedReset(
                        mixed.terms(),
                        mixed.agentKeyId(),
                        mixed.encapsulated(),
                        mixed.ciphertext(),
                        server.sign(SealedReset.PURPOSE, again));
            }
            tried++;
            for (int host : new TreeSet<>(List.of(hostOf(one), hostOf(other)))) {
                ResetOpener at = new ResetOpener("host" + host, keys, Set.of(server.publicKey()));
                if (at.open(mixed, 0, NOW) instanceof ResetOpening.Opened) {
                    opened++;
                }
            }
        }
        assertEquals(0, opened);
    }

    private static byte[] signedPart(SealedReset sealed) {
        return SealedReset.signedBytes(
                SealedReset.additionalData(sealed.terms(), sealed.agentKeyId(), sealed.encapsulated()),
                sealed.ciphertext());
    }

    private static int hostOf(SealedReset sealed) {
        return sealed.terms().hostId().charAt(4) - '0';
    }

    private static SealedReset mixed(SealedReset one, SealedReset other, int which) {
        ResetTerms a = one.terms();
        ResetTerms b = other.terms();
        ResetTerms terms = new ResetTerms(
                (which & 1) == 0 ? a.hostId() : b.hostId(),
                (which & 2) == 0 ? a.account() : b.account(),
                (which & 4) == 0 ? a.commandId() : b.commandId(),
                (which & 8) == 0 ? a.counter() : b.counter(),
                (which & 16) == 0 ? a.notBefore() : b.notBefore(),
                (which & 32) == 0 ? a.expires() : b.expires());
        return new SealedReset(
                terms,
                (which & 64) == 0 ? one.agentKeyId() : other.agentKeyId(),
                (which & 128) == 0 ? one.encapsulated() : other.encapsulated(),
                (which & 256) == 0 ? one.ciphertext() : other.ciphertext(),
                (which & 512) == 0 ? one.signature() : other.signature());
    }

    @Test
    void refusesEveryFlippedBit() {
        byte[] bytes = sealed(terms).toBytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Optional<SealedReset> parsed = SealedReset.parse(flipped);
            if (parsed.isPresent()) {
                assertInstanceOf(ResetOpening.Refused.class, opener.open(parsed.get(), 0, NOW), "bit " + bit);
                assertArrayEquals(flipped, parsed.get().toBytes(), "two forms of one envelope");
            }
        }
    }

    @Test
    void refusesEveryCutAndEveryAddition() {
        byte[] bytes = sealed(terms).toBytes();
        for (int length = 0; length < bytes.length; length++) {
            assertEquals(Optional.empty(), SealedReset.parse(Arrays.copyOf(bytes, length)));
        }
        assertEquals(Optional.empty(), SealedReset.parse(Arrays.copyOf(bytes, bytes.length + 1)));
        assertEquals(Optional.empty(), SealedReset.parse(new byte[1 << 20]));
        assertEquals(Optional.empty(), SealedReset.parse("no Base64!"));
    }

    @Test
    void tellsNothing() {
        SealedReset sealed = sealer.seal(terms, agent.publicKey(), bytes("canary-password"));
        ResetOpening.Opened opened = opened(opener.open(sealed, 0, NOW));
        String told = sealed + " " + opened + " " + sealer + " " + opener + " " + server + " " + agent + " "
                + new AgentKeys(server, agent);
        assertFalse(told.contains("canary"));
        assertFalse(told.contains(java.util.HexFormat.of().formatHex(server.toBytes())));
        opened.close();
        assertArrayEquals(new byte[15], opened.password());
    }

    /** Seals what an honest server would not. */
    private SealedReset sealedUnchecked(byte[] plaintext) {
        String id = agent.publicKey().id();
        Hpke.Sealed sealed = Hpke.seal(
                agent.publicKey(),
                bytes(SealedReset.PURPOSE),
                encapsulated -> SealedReset.additionalData(terms, id, encapsulated),
                plaintext);
        byte[] signed = SealedReset.signedBytes(
                SealedReset.additionalData(terms, id, sealed.encapsulated()), sealed.ciphertext());
        return new SealedReset(
                terms, id, sealed.encapsulated(), sealed.ciphertext(), server.sign(SealedReset.PURPOSE, signed));
    }

    private SealedReset sealed(ResetTerms each) {
        return sealer.seal(each, agent.publicKey(), bytes("Passw0rd!"));
    }

    private ResetOpener opener(String host, OpeningKey key) {
        return new ResetOpener(host, List.of(key), Set.of(server.publicKey()));
    }

    private static ResetTerms terms(String host, String account, String command) {
        return new ResetTerms(host, account, command, 7, NOW - 1_000, NOW + 1_000);
    }

    private static ResetOpening.Opened opened(ResetOpening opening) {
        return assertInstanceOf(ResetOpening.Opened.class, opening);
    }

    private static ResetOpening.Reason reason(ResetOpening opening) {
        return assertInstanceOf(ResetOpening.Refused.class, opening).reason();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
