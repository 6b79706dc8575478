package dev.watchword.hash.pbkdf2text;

import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.SchemeId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code pbkdf2:}, the digest, {@code :}, the iterations, {@code $}, the salt as it stands, {@code $} and as many bytes of
 * key as the digest has, in hex digits. Werkzeug also reads a text without iterations, but takes a number then that
 * depends on its version, so it is not read here. Source: werkzeug.security.
 */
final class WerkzeugForm implements Pbkdf2Form {

    private static final SchemeId ID = new SchemeId("werkzeug-pbkdf2");

    private static final String MARK = "pbkdf2:";

    private record Digest(String jdkName, int bytes) {}

    private static final Map<String, Digest> DIGESTS = Map.of(
            "sha1", new Digest("SHA-1", 20),
            "sha224", new Digest("SHA-224", 28),
            "sha256", new Digest("SHA-256", 32),
            "sha384", new Digest("SHA-384", 48),
            "sha512", new Digest("SHA-512", 64));

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "PBKDF2 as Werkzeug writes it (pbkdf2:sha256:)";
    }

    @Override
    public boolean claims(String text) {
        return text.startsWith(MARK);
    }

    @Override
    public Optional<Parts> parts(String text) {
        String[] fields = text.split("\\$", -1);
        String[] method = fields[0].split(":", -1);
        if (!claims(text) || fields.length != 3 || method.length != 3 || fields[1].isEmpty()) {
            return Optional.empty();
        }
        Digest digest = DIGESTS.get(method[1]);
        int iterations = Texts.iterations(method[2]);
        Optional<byte[]> key = Texts.hex(fields[2]);
        if (digest == null || iterations == 0 || key.isEmpty() || key.get().length != digest.bytes()) {
            return Optional.empty();
        }
        byte[] salt = fields[1].getBytes(StandardCharsets.ISO_8859_1);
        return Optional.of(new Parts(digest.jdkName(), iterations, salt, key.get()));
    }

    @Override
    public String shape() {
        return "pbkdf2, a digest of SHA-1 or SHA-2, iterations of 1 to 2^31 - 1, a salt, and a key as long as the digest";
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        String python = "computed with Python's hashlib";
        return List.of(
                KnownAnswer.of(
                        ID,
                        "Summer2024!",
                        "pbkdf2:sha256:1000$saltsalt$905df6f6bf3593eb61b9613f6d22343abc9ed5a6a2ca684ed0e48139ce131e49",
                        python),
                KnownAnswer.of(
                        ID,
                        "Summer2024!",
                        "pbkdf2:sha512:1000$saltsalt$ac8f01aa4d356ea2cf5e3f0677337e97a02efecdfc8613f6aa7368bf2fc42cd5"
                                + "343755a712f93b0118dbb559a709719411890083e9dbb3e26d0cb8f3ded18984",
                        python));
    }
}
