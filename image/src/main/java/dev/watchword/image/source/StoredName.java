package dev.watchword.image.source;

import dev.watchword.image.ImageRef;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One image of a local store, named as skopeo does (containers-transports(5)): {@code docker-daemon:NAME} and {@code
 * containers-storage:NAME} at the usual place, {@code containers-storage:[FOLDER]NAME} elsewhere. NAME is a reference, or the beginning of the
 * image's id or digest. No daemon is asked. containerd keeps names where they are not read: of {@code containerd:DIGEST} there is the digest.
 *
 * @param folder of the store
 * @param name as given
 */
public record StoredName(Path folder, String name) {

    private static final Map<String, String> USUAL = Map.of(
            "docker-daemon", "/var/lib/docker",
            "containers-storage", "/var/lib/containers/storage",
            "containerd", "/var/lib/containerd/io.containerd.content.v1.content");

    private static final Pattern FORM =
            Pattern.compile("(docker-daemon|containers-storage|containerd):(?:\\[([^\\]]+)\\])?(.+)", Pattern.DOTALL);

    /** Twelve digits are what people are shown of an id. */
    private static final Pattern ID = Pattern.compile("(?:sha256:)?([0-9a-f]{12,64})");

    /** Reads a name; empty for text of another form. */
    public static Optional<StoredName> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String folder = form.group(2) == null ? USUAL.getOrDefault(form.group(1), "/") : form.group(2);
        return Optional.of(new StoredName(Path.of(folder), form.group(3)));
    }

    /**
     * Whether an image is meant.
     *
     * @param id hexadecimal digits, without the name of a function
     * @param names by which the store knows it
     */
    boolean isOf(String id, Collection<String> names) {
        Matcher digits = ID.matcher(name);
        if (digits.matches() && id.startsWith(digits.group(1))) {
            return true;
        }
        Optional<ImageRef> wanted = ImageRef.parse(name);
        // what is built here has no registry, which podman writes as localhost
        Optional<ImageRef> ours = ImageRef.parse("localhost/" + name);
        return wanted.isPresent()
                && names.stream().map(ImageRef::parse).anyMatch(known -> known.equals(wanted) || known.equals(ours));
    }
}
