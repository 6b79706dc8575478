package dev.watchword.hash.pbkdf2text;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.pbkdf2.Pbkdf2Kernel;
import dev.watchword.hash.pbkdf2.Pbkdf2Settings;
import java.util.List;
import java.util.Optional;

/** PBKDF2 (RFC 8018) in the text forms of passlib and OpenLDAP, Django, Werkzeug and GRUB. */
public final class Pbkdf2TextScheme implements HashScheme {

    /** {@code $pbkdf2-sha256$}, {@code {PBKDF2-SHA256}} and their like. */
    public static final Pbkdf2TextScheme PASSLIB = new Pbkdf2TextScheme(new PasslibForm());

    /** {@code pbkdf2_sha256$} and its like. */
    public static final Pbkdf2TextScheme DJANGO = new Pbkdf2TextScheme(new DjangoForm());

    /** {@code pbkdf2:sha256:} and its like. */
    public static final Pbkdf2TextScheme WERKZEUG = new Pbkdf2TextScheme(new WerkzeugForm());

    /** {@code grub.pbkdf2.sha512.} */
    public static final Pbkdf2TextScheme GRUB = new Pbkdf2TextScheme(new GrubForm());

    static final int MOST_CHARS = 1_024;
    static final int MOST_SALT_BYTES = 256;

    private final Pbkdf2Form form;

    private Pbkdf2TextScheme(Pbkdf2Form form) {
        this.form = form;
    }

    @Override
    public SchemeId id() {
        return form.id();
    }

    @Override
    public String title() {
        return form.title();
    }

    @Override
    public boolean obsolete() {
        return false;
    }

    @Override
    public int significantBytes() {
        return Candidates.MAX_BYTES;
    }

    @Override
    public boolean claims(String text) {
        return form.claims(text);
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        if (hash.length() > MOST_CHARS) {
            return new Parsed.Malformed("longer than " + MOST_CHARS + " chars");
        }
        Optional<Pbkdf2Form.Parts> read = form.parts(hash.latin1());
        if (read.isEmpty()) {
            return new Parsed.Malformed("expected " + form.shape());
        }
        Pbkdf2Form.Parts parts = read.get();
        if (parts.salt().length > MOST_SALT_BYTES) {
            return new Parsed.Malformed("a salt of more than " + MOST_SALT_BYTES + " bytes");
        }
        Pbkdf2Settings settings = Pbkdf2Settings.of(parts.digest(), parts.iterations(), parts.key().length);
        return new Parsed.Readable(new StoredHash(form.id(), settings, parts.salt(), parts.key(), settings.cost()));
    }

    @Override
    public HashKernel newKernel() {
        return new Pbkdf2Kernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return form.knownAnswers();
    }
}
