package dev.watchword.hash.pbkdf2text;

import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.SchemeId;
import java.util.List;
import java.util.Optional;

/**
 * A mark, the iterations, {@code $}, salt, {@code $} and as many bytes of key as the digest has, both in base64 with
 * {@code .} for {@code +} and without padding. The marks are passlib's ({@code $pbkdf2$} for SHA-1) and those of
 * OpenLDAP's module pw-pbkdf2. Sources: passlib 1.7.4; the module's manual page.
 */
final class PasslibForm implements Pbkdf2Form {

    private static final SchemeId ID = new SchemeId("pbkdf2");

    private record Mark(String text, String digest, int keyBytes) {}

    private static final List<Mark> MARKS = List.of(
            new Mark("$pbkdf2$", "SHA-1", 20),
            new Mark("$pbkdf2-sha256$", "SHA-256", 32),
            new Mark("$pbkdf2-sha512$", "SHA-512", 64),
            new Mark("{PBKDF2}", "SHA-1", 20),
            new Mark("{PBKDF2-SHA1}", "SHA-1", 20),
            new Mark("{PBKDF2-SHA256}", "SHA-256", 32),
            new Mark("{PBKDF2-SHA512}", "SHA-512", 64));

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "PBKDF2 as passlib and OpenLDAP write it ($pbkdf2-sha256$, {PBKDF2-SHA256})";
    }

    @Override
    public boolean claims(String text) {
        return mark(text).isPresent();
    }

    private static Optional<Mark> mark(String text) {
        return MARKS.stream().filter(mark -> text.startsWith(mark.text())).findFirst();
    }

    @Override
    public Optional<Parts> parts(String text) {
        return mark(text).flatMap(mark -> parts(text.substring(mark.text().length()), mark));
    }

    private static Optional<Parts> parts(String rest, Mark mark) {
        String[] fields = rest.split("\\$", -1);
        if (fields.length != 3 || rest.indexOf('+') >= 0) {
            return Optional.empty();
        }
        int iterations = Texts.iterations(fields[0]);
        Optional<byte[]> salt = Texts.base64(fields[1].replace('.', '+'), false);
        Optional<byte[]> key =
                Texts.base64(fields[2].replace('.', '+'), false).filter(bytes -> bytes.length == mark.keyBytes());
        if (iterations == 0 || salt.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Parts(mark.digest(), iterations, salt.get(), key.get()));
    }

    @Override
    public String shape() {
        return "iterations of 1 to 2^31 - 1, salt, and a key as long as the digest, with $ between them";
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        String passlib = "passlib 1.7.4";
        return List.of(
                KnownAnswer.of(
                        ID,
                        "Summer2024!",
                        "$pbkdf2-sha256$1000$AAECAwQFBgcICQoLDA0ODw$JEt2cbwqQD6sqq8UplJqDFatSY6UVS3XZdYAg9XhrhA",
                        passlib),
                KnownAnswer.of(
                        ID, "Summer2024!", "$pbkdf2$1000$AAECAwQFBgcICQoLDA0ODw$2Dvzg6eq1QiXi0T4aYyPOUIa/qE", passlib),
                KnownAnswer.of(
                        ID,
                        "Summer2024!",
                        "$pbkdf2-sha512$1000$AAECAwQFBgcICQoLDA0ODw$D0JmKMNNqn9Y7WkhHlY6./gCbtjMog6ABdgkYI6aJoHV83Hoh"
                                + ".AzawxshghxkqNtVSaZ/Na4VPGRsMJBPvCVtA",
                        passlib),
                KnownAnswer.of(
                        ID,
                        "Summer2024!",
                        "{PBKDF2-SHA256}1000$AAECAwQFBgcICQoLDA0ODw$JEt2cbwqQD6sqq8UplJqDFatSY6UVS3XZdYAg9XhrhA",
                        passlib),
                KnownAnswer.of(
                        ID, "Summer2024!", "{PBKDF2}1000$AAECAwQFBgcICQoLDA0ODw$2Dvzg6eq1QiXi0T4aYyPOUIa/qE", passlib),
                KnownAnswer.of(
                        ID,
                        "Summer2024!",
                        "{PBKDF2-SHA1}1000$AAECAwQFBgcICQoLDA0ODw$2Dvzg6eq1QiXi0T4aYyPOUIa/qE",
                        passlib + ", under the other mark of SHA-1"),
                KnownAnswer.of(
                        ID,
                        "Summer2024!",
                        "{PBKDF2-SHA512}1000$AAECAwQFBgcICQoLDA0ODw$D0JmKMNNqn9Y7WkhHlY6./gCbtjMog6ABdgkYI6aJoHV83Hoh"
                                + ".AzawxshghxkqNtVSaZ/Na4VPGRsMJBPvCVtA",
                        passlib));
    }
}
