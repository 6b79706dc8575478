package dev.watchword.hash.yescrypt;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.pbkdf2.Hmac;
import dev.watchword.hash.pbkdf2.Pbkdf2;
import dev.watchword.hash.scrypt.BlockMemory;
import dev.watchword.hash.scrypt.ScryptMix;
import dev.watchword.hash.yescrypt.YescryptSettings.Flavour;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** yescrypt of one pair after the other, in one block of memory. */
final class YescryptKernel implements HashKernel {

    private static final byte[] PREHASH_KEY = ascii("yescrypt-prehash");
    private static final byte[] HASH_KEY = ascii("yescrypt");
    private static final byte[] CLIENT_KEY = ascii("Client Key");
    private static final int SHA256_BYTES = 32;

    private final BlockMemory memory = new BlockMemory();
    private final Hmac hmac = Hmac.over("SHA-256");
    private final MessageDigest sha256;

    YescryptKernel() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        YescryptSettings settings = (YescryptSettings) pairs.settings();
        for (int i = 0; i < pairs.size(); i++) {
            byte[] password = pairs.words().word(i);
            byte[] digest = digest(password, pairs.salt(i), settings);
            System.arraycopy(digest, 0, digests, i * digest.length, digest.length);
            Arrays.fill(password, (byte) 0);
        }
        wipe();
    }

    void wipe() {
        hmac.wipe();
    }

    /** yescrypt of one password; what is kept of it is to be wiped with {@link #wipe}. */
    byte[] digest(byte[] password, byte[] salt, YescryptSettings settings) {
        // Before the prehash, which takes a 64th: what is too large is to be refused before any work.
        memory.reserve(settings.blocks() + 2, settings.r());
        if (settings.flavour() == Flavour.CLASSIC) {
            return derive(password.clone(), salt, settings);
        }
        byte[] first = password;
        if (settings.prehashes()) {
            first = derive(mac(PREHASH_KEY, password), salt, settings.ofPrehash());
        }
        return stored(derive(mac(HASH_KEY, first), salt, settings));
    }

    /** The mixing between two rounds of PBKDF2. {@code key} is overwritten. */
    private byte[] derive(byte[] key, byte[] salt, YescryptSettings settings) {
        byte[] lanes = BlockMemory.lanes(settings.r(), settings.p());
        long[] slots = memory.reserve(settings.blocks() + 2, settings.r());
        hmac.key(key);
        Pbkdf2.derive(hmac, salt, salt.length, 1, lanes, 0, lanes.length);
        if (settings.flavour() != Flavour.CLASSIC) {
            System.arraycopy(lanes, 0, key, 0, SHA256_BYTES);
        }
        if (settings.flavour() == Flavour.READ_WRITE) {
            new ReadWriteMix(settings, slots).mix(lanes, key, hmac);
        } else {
            mixWithSalsa(lanes, settings, slots);
        }
        byte[] derived = new byte[SHA256_BYTES];
        hmac.key(key);
        Pbkdf2.derive(hmac, lanes, lanes.length, 1, derived, 0, derived.length);
        Arrays.fill(key, (byte) 0);
        Arrays.fill(lanes, (byte) 0);
        return derived;
    }

    private static void mixWithSalsa(byte[] lanes, YescryptSettings settings, long[] slots) {
        int r = settings.r();
        long loops = ReadWriteMix.even(settings.rereads());
        for (int lane = 0; lane < settings.p(); lane++) {
            ScryptMix.mix(lanes, lane * 128 * r, r, (int) settings.blocks(), loops, slots);
        }
    }

    /** What a SCRAM server stores (RFC 5802) of the key that its client computes. */
    private byte[] stored(byte[] clientSecret) {
        return sha256.digest(mac(clientSecret, CLIENT_KEY));
    }

    private byte[] mac(byte[] key, byte[] message) {
        byte[] code = new byte[SHA256_BYTES];
        hmac.key(key).update(message).finish(code, 0);
        return code;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        memory.release();
    }
}
