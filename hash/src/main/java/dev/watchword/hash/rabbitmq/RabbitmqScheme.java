package dev.watchword.hash.rabbitmq;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.Cost;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * RabbitMQ's internal users: base64 of four bytes of salt and the digest of salt and password. The digest stands beside
 * it ({@code hashing_algorithm}): SHA-256 without a variant, else the variant {@code SHA-512} or {@code MD5}. Source:
 * RabbitMQ documentation, passwords.
 */
public final class RabbitmqScheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("rabbitmq");

    private static final int SALT_BYTES = 4;
    private static final int MOST_CHARS = 92;
    private static final String DEFAULT = "SHA-256";
    private static final Map<String, Integer> DIGEST_BYTES = Map.of(DEFAULT, 32, "SHA-512", 64, "MD5", 16);

    /** Measured, see docs/formats/digests.md. */
    private static final Cost COST = new Cost(250, 0);

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "salted digest of RabbitMQ";
    }

    @Override
    public boolean obsolete() {
        return true;
    }

    @Override
    public int significantBytes() {
        return Candidates.MAX_BYTES;
    }

    @Override
    public boolean claims(String text) {
        return false;
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        String digest = hash.variant().isEmpty() ? DEFAULT : hash.variant();
        Integer length = DIGEST_BYTES.get(digest);
        if (length == null) {
            return new Parsed.Malformed("the variant names no digest of RabbitMQ");
        }
        byte[] bytes = hash.length() > MOST_CHARS ? new byte[0] : decoded(hash.latin1());
        if (bytes.length != SALT_BYTES + length) {
            return new Parsed.Malformed("not the base64 of " + (SALT_BYTES + length) + " bytes");
        }
        return new Parsed.Readable(new StoredHash(
                ID,
                new RabbitmqSettings(digest, length),
                Arrays.copyOf(bytes, SALT_BYTES),
                Arrays.copyOfRange(bytes, SALT_BYTES, bytes.length),
                COST));
    }

    private static byte[] decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Base64.getEncoder().encodeToString(bytes).equals(base64) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    @Override
    public HashKernel newKernel() {
        return new RabbitmqKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return List.of(
                of("", "AQIDBKQETDUGI5rer6YMldyPpeK0EbU/ouowX7QAvd9bA8Hd"),
                of(
                        "SHA-512",
                        "AQIDBJw+Zl7j/uAWMQrTybk/SRhTXB3pqaxt3n3k43hCzoIordbdPiAwpCd1y7+xNjfOaLCx2WKgzYVetwIqmAZfGFU="));
    }

    private static KnownAnswer of(String variant, String text) {
        return new KnownAnswer(
                "Summer2024!".getBytes(StandardCharsets.US_ASCII),
                new EncodedHash(ID, variant, text.getBytes(StandardCharsets.US_ASCII)),
                "computed with Python's hashlib");
    }
}
