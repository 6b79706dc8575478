package dev.watchword.server.users;

import dev.watchword.server.http.ApiError;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Digests and checks the passwords of the service's users. As many digests run at a time as there are processors and 32
 * more wait; whoever comes then is turned away at once with 429 {@code APIGW.0308}, so that guessing cannot take the
 * machine. Passwords are compared as UTF-8 of their NFC form, at most 1,024 bytes. Each digest takes about a tenth of a
 * second: never call this inside a transaction. Safe for use by many threads.
 */
public final class PasswordHashing {

    /** Bytes that a password may have, as UTF-8 in NFC. */
    public static final int MOST_BYTES = 1_024;

    private static final int QUEUE = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PasswordCost cost;
    private final int queue;
    private final Semaphore permits;
    private final AtomicInteger waiting = new AtomicInteger();

    /** On this machine's processors. */
    public PasswordHashing(PasswordCost cost) {
        this(cost, Runtime.getRuntime().availableProcessors(), QUEUE);
    }

    /**
     * @param atATime digests that run at a time
     * @param queue digests that may wait
     */
    public PasswordHashing(PasswordCost cost, int atATime, int queue) {
        this.cost = cost;
        this.queue = queue;
        this.permits = new Semaphore(atATime, true);
    }

    /** Whether it can be anybody's password: at most 1,024 bytes and no half of a surrogate pair. */
    public static boolean accepts(String password) {
        // NFC shortens text to no less than a quarter, so longer text need not be normalised to be refused.
        if (password.length() > 4 * MOST_BYTES || password.codePoints().anyMatch(PasswordHashing::isHalf)) {
            return false;
        }
        return bytes(password).length <= MOST_BYTES;
    }

    /**
     * The digest to store, as a PHC string with a fresh salt.
     *
     * @throws IllegalArgumentException when {@link #accepts} says no
     * @throws ApiError 429 when too many wait
     */
    public String hash(String password) {
        if (!accepts(password)) {
            throw new IllegalArgumentException("a password to store is too long or no valid text");
        }
        return inTurn(() -> digest(password)).phc();
    }

    /**
     * Whether the digest is this password's. A password that cannot be anybody's takes as long as any other.
     *
     * @throws ApiError 429 when too many wait
     */
    public boolean verify(String password, String phc) {
        if (!accepts(password)) {
            spend();
            return false;
        }
        Argon2idHash stored = Argon2idHash.parse(phc);
        return inTurn(() -> stored.matches(bytes(password)));
    }

    /** Whether the digest was made at another cost than is asked for now; then store a new one at the next login. */
    public boolean needsRehash(String phc) {
        return !Argon2idHash.parse(phc).cost().equals(cost);
    }

    /**
     * Does the work of one check for a user who does not exist, so that the answer comes as late.
     *
     * @throws ApiError 429 when too many wait
     */
    public void spend() {
        inTurn(() -> digest("nobody's password"));
    }

    private Argon2idHash digest(String password) {
        byte[] salt = new byte[Argon2idHash.SALT_BYTES];
        RANDOM.nextBytes(salt);
        byte[] bytes = bytes(password);
        try {
            return Argon2idHash.of(bytes, salt, cost);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private <T> T inTurn(Supplier<T> work) {
        if (!permits.tryAcquire()) {
            await();
        }
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    private void await() {
        try {
            if (waiting.incrementAndGet() > queue) {
                throw ApiError.gateway(429, "APIGW.0308", "The throttling threshold has been reached: password checks.")
                        .header("Retry-After", "5");
            }
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiError.gateway(503, "APIGW.0613", "The IAM service is currently unavailable: it is stopping.");
        } finally {
            waiting.decrementAndGet();
        }
    }

    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
