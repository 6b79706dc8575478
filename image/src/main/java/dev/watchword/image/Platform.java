package dev.watchword.image;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a machine must be to run an image, as image indexes name it.
 *
 * @param os such as {@code linux}
 * @param architecture such as {@code amd64}, in Go's words
 * @param variant such as {@code v8}, {@code ""} when none is named
 */
public record Platform(String os, String architecture, String variant) {

    private static final Pattern PART = Pattern.compile("[a-z0-9_.]{1,32}");

    /** Reads {@code os/architecture} or {@code os/architecture/variant}; empty for any other text. */
    public static Optional<Platform> parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3) {
            return Optional.empty();
        }
        for (String part : parts) {
            if (!PART.matcher(part).matches()) {
                return Optional.empty();
            }
        }
        return Optional.of(new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : ""));
    }

    /** Linux on the machine that this program runs on. */
    public static Platform ofThisMachine() {
        String architecture = System.getProperty("os.arch", "amd64").toLowerCase(Locale.ROOT);
        return new Platform(
                "linux",
                switch (architecture) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> architecture;
                },
                "");
    }

    /** Whether an image for {@code other} is meant by this: a variant that is not named may be any. */
    public boolean covers(Platform other) {
        return os.equals(other.os)
                && architecture.equals(other.architecture)
                && (variant.isEmpty() || variant.equals(other.variant));
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
