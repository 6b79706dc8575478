package dev.watchword.server.imagescans;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an image in its registry: {@code repository:tag}, with {@code @digest} when it must be that content.
 *
 * @param namespace all of the repository before its last slash, {@code ""} without one
 * @param name the rest of the repository
 * @param tag {@code latest} when none is named
 * @param digest {@code ""} when any content will do
 */
public record ImageName(String namespace, String name, String tag, String digest) {

    private static final int LONGEST = 512;
    private static final Pattern COMPONENT =
            Pattern.compile("[a-z0-9]{1,200}(?:(?:[._]|__|-{1,10})[a-z0-9]{1,200}){0,50}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /** Reads a name, empty for text that is none. A name never holds a registry's host: that is not up to it. */
    static Optional<ImageName> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        int at = text.indexOf('@');
        String digest = at < 0 ? "" : text.substring(at + 1);
        String rest = at < 0 ? text : text.substring(0, at);
        int colon = rest.indexOf(':');
        String repository = colon < 0 ? rest : rest.substring(0, colon);
        String tag = colon < 0 ? "latest" : rest.substring(colon + 1);
        boolean legal = isRepository(repository)
                && TAG.matcher(tag).matches()
                && (at < 0 || DIGEST.matcher(digest).matches());
        int slash = repository.lastIndexOf('/');
        return legal
                ? Optional.of(new ImageName(
                        slash < 0 ? "" : repository.substring(0, slash), repository.substring(slash + 1), tag, digest))
                : Optional.empty();
    }

    /** As text, with the tag. */
    String text() {
        return (namespace.isEmpty() ? "" : namespace + "/") + name + ":" + tag + (digest.isEmpty() ? "" : "@" + digest);
    }

    private static boolean isRepository(String repository) {
        for (String component : repository.split("/", -1)) {
            if (!COMPONENT.matcher(component).matches()) {
                return false;
            }
        }
        return repository.length() <= 255;
    }
}
