package dev.watchword.image;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image in a registry, as people write it: {@code [HOST[:PORT]/]REPOSITORY[:TAG][@DIGEST]}. Without a host
 * it is Docker Hub's, and a single name there means {@code library/NAME}. See the grammar of the distribution project's
 * reference package, and "Pulling manifests" of the OCI distribution specification.
 *
 * @param host the registry, in lower case, with its port when one is named
 * @param repository path components joined by slashes
 * @param tag {@code latest} when neither tag nor digest is named; not looked at when there is a digest
 * @param digest the manifest's digest, when named
 */
public record ImageRef(String host, String repository, String tag, Optional<Digest> digest) {

    public static final String DOCKER_HUB = "docker.io";

    private static final int LONGEST = 512;
    private static final Pattern HOST = Pattern.compile(
            "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){0,30}(?::[0-9]{1,5})?"
                    + "|\\[[0-9a-f:.]{2,45}\\](?::[0-9]{1,5})?");
    private static final Pattern COMPONENT =
            Pattern.compile("[a-z0-9]{1,200}(?:(?:[._]|__|-{1,10})[a-z0-9]{1,200}){0,50}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    /** Reads a reference; empty for text that is none. */
    public static Optional<ImageRef> parse(String text) {
        int slash = text.indexOf('/');
        String first = slash < 0 ? "" : text.substring(0, slash);
        boolean hasHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        return hasHost ? in(first.toLowerCase(Locale.ROOT), text.substring(slash + 1)) : in(DOCKER_HUB, text);
    }

    /**
     * Reads what names an image in a registry that is known, {@code REPOSITORY[:TAG][@DIGEST]}; empty for text that is none.
     *
     * @param registry {@code HOST[:PORT]}, in lower case
     */
    public static Optional<ImageRef> in(String registry, String text) {
        if (registry.length() + text.length() > LONGEST) {
            return Optional.empty();
        }
        String rest = text;
        Optional<Digest> digest = Optional.empty();
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = Digest.parse(rest.substring(at + 1));
            if (digest.isEmpty()) {
                return Optional.empty();
            }
            rest = rest.substring(0, at);
        }
        String tag = "latest";
        int colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/')) {
            tag = rest.substring(colon + 1);
            rest = rest.substring(0, colon);
        }
        String host = registry.equals("index.docker.io") ? DOCKER_HUB : registry;
        String repository = rest;
        if (host.equals(DOCKER_HUB) && !repository.contains("/")) {
            repository = "library/" + repository;
        }
        boolean legal = HOST.matcher(host).matches()
                && portIsLegal(host)
                && TAG.matcher(tag).matches()
                && isRepository(repository);
        return legal ? Optional.of(new ImageRef(host, repository, tag, digest)) : Optional.empty();
    }

    private static boolean isRepository(String repository) {
        for (String component : repository.split("/", -1)) {
            if (!COMPONENT.matcher(component).matches()) {
                return false;
            }
        }
        return repository.length() <= 255;
    }

    private static boolean portIsLegal(String host) {
        Matcher port = Pattern.compile(":([0-9]{1,5})$").matcher(host);
        if (!port.find() || host.endsWith("]")) {
            return true;
        }
        int number = Integer.parseInt(port.group(1));
        return number >= 1 && number <= 65_535;
    }

    /** Tag or digest, as the address of the manifest wants it. */
    public String which() {
        return digest.map(Digest::toString).orElse(tag);
    }

    @Override
    public String toString() {
        return host + "/" + repository + (digest.isPresent() ? "@" : ":") + which();
    }
}
