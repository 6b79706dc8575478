package dev.watchword.hash;

import java.util.regex.Pattern;

/**
 * The name of a hash scheme as it stands in reports: lower case, digits and hyphens ({@code sha512crypt},
 * {@code yescrypt}, {@code redis-sha256}).
 */
public record SchemeId(String name) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public SchemeId {
        if (!SHAPE.matcher(name).matches()) {
            throw new IllegalArgumentException("not a scheme name");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
