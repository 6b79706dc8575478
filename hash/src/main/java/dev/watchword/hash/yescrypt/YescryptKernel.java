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
import java.util.function.UnaryOperator;

/** yescrypt of as many pairs at once as its mixer takes, each in a block of memory of its own. */
public final class YescryptKernel implements HashKernel {

    private static final byte[] PREHASH_KEY = ascii("yescrypt-prehash");
    private static final byte[] HASH_KEY = ascii("yescrypt");
    private static final byte[] CLIENT_KEY = ascii("Client Key");
    private static final int SHA256_BYTES = 32;

    private final BlockMixer together;
    private final BlockMixer alone = new Pwxform();
    private final ScryptMix salsa = ScryptMix.ofOne();
    private final BlockMemory[] memories;
    private final Hmac hmac = Hmac.over("SHA-256");
    private final MessageDigest sha256;

    /** The scalar kernel, which takes one pair after the other. */
    YescryptKernel() {
        this(new Pwxform());
    }

    /** @param together mixes what it can take at once; a pair that is left over goes alone, and is not its work */
    public YescryptKernel(BlockMixer together) {
        this.together = together;
        this.memories = new BlockMemory[together.hashes()];
        Arrays.setAll(memories, hash -> new BlockMemory());
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public int lanes() {
        return together.hashes();
    }

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        YescryptSettings settings = (YescryptSettings) pairs.settings();
        byte[][] passwords = new byte[pairs.size()][];
        byte[][] salts = new byte[pairs.size()][];
        Arrays.setAll(passwords, pairs.words()::word);
        Arrays.setAll(salts, pairs::salt);
        digest(
                passwords,
                salts,
                settings,
                (pair, digest) -> System.arraycopy(digest, 0, digests, pair * SHA256_BYTES, SHA256_BYTES));
        for (byte[] password : passwords) {
            Arrays.fill(password, (byte) 0);
        }
        wipe();
    }

    void wipe() {
        hmac.wipe();
    }

    /** Takes the digest of one of several passwords. */
    interface DigestSink {
        /** The digest is the sink's own. */
        void digested(int number, byte[] digest);
    }

    /** yescrypt of each password with the salt of the same number; what is kept of them is to be wiped with {@link #wipe}. */
    void digest(byte[][] passwords, byte[][] salts, YescryptSettings settings, DigestSink sink) {
        for (int from = 0; from < passwords.length; ) {
            int size = passwords.length - from < together.hashes() ? 1 : together.hashes();
            byte[][] group = Arrays.copyOfRange(passwords, from, from + size);
            byte[][] found = digest(group, Arrays.copyOfRange(salts, from, from + size), settings);
            for (int i = 0; i < size; i++) {
                sink.digested(from + i, found[i]);
            }
            from += size;
        }
    }

    private byte[][] digest(byte[][] passwords, byte[][] salts, YescryptSettings settings) {
        // Before the prehash, which takes a 64th: what is too large is to be refused before any work.
        memories(passwords.length, settings);
        if (settings.flavour() == Flavour.CLASSIC) {
            return derive(each(passwords, byte[]::clone), salts, settings);
        }
        byte[][] first = passwords;
        if (settings.prehashes()) {
            byte[][] prehashKeys = each(passwords, password -> mac(PREHASH_KEY, password));
            first = derive(prehashKeys, salts, settings.ofPrehash());
        }
        return each(derive(each(first, password -> mac(HASH_KEY, password)), salts, settings), this::stored);
    }

    private static byte[][] each(byte[][] all, UnaryOperator<byte[]> change) {
        byte[][] changed = new byte[all.length][];
        Arrays.setAll(changed, i -> change.apply(all[i]));
        return changed;
    }

    private long[][] memories(int hashes, YescryptSettings settings) {
        long[][] slots = new long[hashes][];
        Arrays.setAll(slots, hash -> memories[hash].reserve(settings.blocks() + 2, settings.r()));
        return slots;
    }

    /** The mixing between two rounds of PBKDF2. The keys are overwritten. */
    private byte[][] derive(byte[][] keys, byte[][] salts, YescryptSettings settings) {
        byte[][] lanes = new byte[keys.length][];
        for (int hash = 0; hash < keys.length; hash++) {
            lanes[hash] = BlockMemory.lanes(settings.r(), settings.p());
            hmac.key(keys[hash]);
            Pbkdf2.derive(hmac, salts[hash], salts[hash].length, 1, lanes[hash], 0, lanes[hash].length);
            if (settings.flavour() != Flavour.CLASSIC) {
                System.arraycopy(lanes[hash], 0, keys[hash], 0, SHA256_BYTES);
            }
        }
        long[][] slots = memories(keys.length, settings);
        if (settings.flavour() == Flavour.READ_WRITE) {
            BlockMixer mixer = keys.length == 1 ? alone : together;
            new ReadWriteMix(settings, mixer, slots).mix(lanes, keys, hmac);
        } else {
            mixWithSalsa(lanes, settings, slots);
        }
        byte[][] derived = new byte[keys.length][SHA256_BYTES];
        for (int hash = 0; hash < keys.length; hash++) {
            hmac.key(keys[hash]);
            Pbkdf2.derive(hmac, lanes[hash], lanes[hash].length, 1, derived[hash], 0, SHA256_BYTES);
            Arrays.fill(keys[hash], (byte) 0);
            Arrays.fill(lanes[hash], (byte) 0);
        }
        return derived;
    }

    private void mixWithSalsa(byte[][] lanes, YescryptSettings settings, long[][] slots) {
        int r = settings.r();
        long loops = ReadWriteMix.even(settings.rereads());
        for (int hash = 0; hash < lanes.length; hash++) {
            for (int lane = 0; lane < settings.p(); lane++) {
                salsa.mix(new byte[][] {lanes[hash]}, lane * 128 * r, r, (int) settings.blocks(), loops, new long[][] {
                    slots[hash]
                });
            }
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
        for (BlockMemory memory : memories) {
            memory.release();
        }
    }
}
