package dev.watchword.hash.pbkdf2text;

import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.SchemeId;
import java.util.List;
import java.util.Optional;

/**
 * {@code grub.pbkdf2.sha512.}, the iterations, {@code .}, salt, {@code .} and key in hex digits, as many as there are.
 * Sources: the GRUB manual, grub-mkpasswd-pbkdf2; passlib 1.7.4.
 */
final class GrubForm implements Pbkdf2Form {

    private static final SchemeId ID = new SchemeId("grub-pbkdf2");

    private static final String MARK = "grub.pbkdf2.sha512.";

    /** The longest key that is computed: four digests. */
    private static final int MOST_KEY_BYTES = 256;

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "PBKDF2 as GRUB writes it (grub.pbkdf2.sha512.)";
    }

    @Override
    public boolean claims(String text) {
        return text.startsWith(MARK);
    }

    @Override
    public Optional<Parts> parts(String text) {
        if (!claims(text)) {
            return Optional.empty();
        }
        String[] fields = text.substring(MARK.length()).split("\\.", -1);
        if (fields.length != 3) {
            return Optional.empty();
        }
        int iterations = Texts.iterations(fields[0]);
        Optional<byte[]> salt = Texts.hex(fields[1]);
        Optional<byte[]> key =
                Texts.hex(fields[2]).filter(bytes -> bytes.length >= 1 && bytes.length <= MOST_KEY_BYTES);
        if (iterations == 0 || salt.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Parts("SHA-512", iterations, salt.get(), key.get()));
    }

    @Override
    public String shape() {
        return MARK + " iterations of 1 to 2^31 - 1, salt, and 1 to " + MOST_KEY_BYTES + " bytes of key in hex digits";
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return List.of(KnownAnswer.of(
                ID,
                "Summer2024!",
                "grub.pbkdf2.sha512.1000.000102030405060708090A0B0C0D0E0F.0F426628C34DAA7F58ED69211E563AFBF8026ED8CCA20E"
                        + "8005D824608E9A2681D5F371E887E0336B0C6C86087192A36D552699FCD6B854F191B0C2413EF095B4",
                "passlib 1.7.4, grub_pbkdf2_sha512"));
    }
}
