package dev.watchword.hash.pbkdf2text;

import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.SchemeId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * {@code pbkdf2_sha256$} or {@code pbkdf2_sha1$}, the iterations, {@code $}, the salt as it stands, {@code $} and as many
 * bytes of key as the digest has, in padded base64. Source: Django's password hashers.
 */
final class DjangoForm implements Pbkdf2Form {

    private static final SchemeId ID = new SchemeId("django-pbkdf2");

    private static final String SHA256 = "pbkdf2_sha256";
    private static final String SHA1 = "pbkdf2_sha1";

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "PBKDF2 as Django writes it (pbkdf2_sha256$)";
    }

    @Override
    public boolean claims(String text) {
        return text.startsWith(SHA256 + '$') || text.startsWith(SHA1 + '$');
    }

    @Override
    public Optional<Parts> parts(String text) {
        String[] fields = text.split("\\$", -1);
        if (!claims(text) || fields.length != 4 || fields[2].isEmpty()) {
            return Optional.empty();
        }
        boolean sha256 = fields[0].equals(SHA256);
        int iterations = Texts.iterations(fields[1]);
        Optional<byte[]> key = Texts.base64(fields[3], true).filter(bytes -> bytes.length == (sha256 ? 32 : 20));
        if (iterations == 0 || key.isEmpty()) {
            return Optional.empty();
        }
        byte[] salt = fields[2].getBytes(StandardCharsets.ISO_8859_1);
        return Optional.of(new Parts(sha256 ? "SHA-256" : "SHA-1", iterations, salt, key.get()));
    }

    @Override
    public String shape() {
        return "mark, iterations of 1 to 2^31 - 1, a salt, and a key as long as the digest, with $ between them";
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        String passlib = "passlib 1.7.4, django_pbkdf2_";
        return List.of(
                KnownAnswer.of(
                        ID,
                        "Summer2024!",
                        "pbkdf2_sha256$1000$saltsalt$kF329r81k+thuWE/bSI0Orye1aaiymhO0OSBOc4THkk=",
                        passlib + "sha256"),
                KnownAnswer.of(
                        ID, "Summer2024!", "pbkdf2_sha1$1000$saltsalt$GxK86oQKPT9UKvXGa0M5VmVgr/U=", passlib + "sha1"));
    }
}
