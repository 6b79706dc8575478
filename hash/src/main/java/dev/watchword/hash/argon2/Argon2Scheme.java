package dev.watchword.hash.argon2;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.PlainNumber;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Argon2 (RFC 9106) as its reference implementation and libsodium write it: {@code $argon2id$}, {@code $argon2i$} or
 * {@code $argon2d$}, perhaps {@code v=16$} or {@code v=19$} (16 without), {@code m=…,t=…,p=…$}, salt, {@code $} and tag in
 * base64 without padding. Keys and associated data are not read. Source: the reference implementation, encoding.c.
 */
public final class Argon2Scheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("argon2");

    static final int MOST_CHARS = 1_024;
    static final int MOST_SALT_BYTES = 256;
    static final int MOST_TAG_BYTES = 256;

    private static final int LEAST_SALT_BYTES = 8;
    private static final int LEAST_TAG_BYTES = 4;
    private static final int FIRST_VERSION = 16;
    private static final int SECOND_VERSION = 19;

    private static final Pattern SHAPE = Pattern.compile(
            "\\$argon2i?d?\\$(?:v=(\\d{1,10})\\$)?m=(\\d{1,10}),t=(\\d{1,10}),p=(\\d{1,10})\\$([^$]*)\\$([^$]*)");

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Argon2id, Argon2i, Argon2d (RFC 9106)";
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
        return type(text).isPresent();
    }

    private static Optional<Argon2Type> type(String text) {
        return Arrays.stream(Argon2Type.values())
                .filter(type -> text.startsWith(type.mark()))
                .findFirst();
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        if (hash.length() > MOST_CHARS) {
            return new Parsed.Malformed("longer than " + MOST_CHARS + " chars");
        }
        String text = hash.latin1();
        Optional<Argon2Type> type = type(text);
        Matcher parts = SHAPE.matcher(text);
        if (type.isEmpty() || !parts.matches()) {
            return new Parsed.Malformed(
                    "expected $argon2id$, $argon2i$ or $argon2d$, perhaps v=, then m=, t=, p=, " + "salt and tag");
        }
        OptionalLong version = parts.group(1) == null
                ? OptionalLong.of(FIRST_VERSION)
                : PlainNumber.read(parts.group(1), SECOND_VERSION);
        if (version.isEmpty() || (version.getAsLong() != FIRST_VERSION && version.getAsLong() != SECOND_VERSION)) {
            return new Parsed.Malformed("expected version 16 or 19");
        }
        OptionalLong memory = PlainNumber.read(parts.group(2), Argon2Settings.MOST_MEMORY);
        OptionalLong passes = PlainNumber.read(parts.group(3), Integer.MAX_VALUE);
        OptionalLong lanes = PlainNumber.read(parts.group(4), Argon2Settings.MOST_LANES);
        if (memory.isEmpty() || passes.orElse(0) < 1 || lanes.orElse(0) < 1) {
            return new Parsed.Malformed("m, t or p out of range");
        }
        if (memory.getAsLong() < Argon2Settings.LEAST_BLOCKS_A_LANE * lanes.getAsLong()) {
            return new Parsed.Malformed("less than 8 KiB for each lane");
        }
        Optional<byte[]> salt = bytes(parts.group(5), LEAST_SALT_BYTES, MOST_SALT_BYTES);
        Optional<byte[]> tag = bytes(parts.group(6), LEAST_TAG_BYTES, MOST_TAG_BYTES);
        if (salt.isEmpty() || tag.isEmpty()) {
            return new Parsed.Malformed("salt or tag is not the base64 of " + LEAST_SALT_BYTES + " or "
                    + LEAST_TAG_BYTES + " to " + MOST_SALT_BYTES + " bytes");
        }
        Argon2Settings settings = new Argon2Settings(
                type.get(),
                (int) version.getAsLong(),
                memory.getAsLong(),
                (int) passes.getAsLong(),
                (int) lanes.getAsLong(),
                tag.get().length);
        return new Parsed.Readable(new StoredHash(ID, settings, salt.get(), tag.get(), settings.cost()));
    }

    private static Optional<byte[]> bytes(String base64, int least, int most) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            boolean canonical =
                    Base64.getEncoder().withoutPadding().encodeToString(bytes).equals(base64);
            return canonical && bytes.length >= least && bytes.length <= most ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public HashKernel newKernel() {
        return new Argon2Kernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return Argon2Answers.ALL;
    }
}
