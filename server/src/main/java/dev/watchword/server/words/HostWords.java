package dev.watchword.server.words;

import dev.watchword.server.hosts.HostGroups;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The custom weak passwords that a host tries, for its agent, in the caller's own transaction. Safe for many threads. */
public final class HostWords {

    private final Dictionaries dictionaries;

    public HostWords(Dictionaries dictionaries) {
        this.dictionaries = dictionaries;
    }

    /** Which words those are now: an opaque text that changes when they do. Empty for an unknown host. */
    public String version(Handle handle, String hostId) {
        return ofHost(handle, hostId).map(Dictionary::tag).orElse("");
    }

    /** The words of that version; none while the group's dictionary is switched off. */
    public List<String> words(Handle handle, String hostId) {
        return ofHost(handle, hostId)
                .filter(Dictionary::enabled)
                .map(dictionary -> dictionaries.words(handle, dictionary.groupId(), dictionary.version()))
                .orElse(List.of());
    }

    /**
     * What leads from an earlier version to the one of now.
     *
     * @param fromVersion what {@link #version} said then
     * @return empty when that cannot be told, the host being in another group now or the version none of ours: then all
     *     {@link #words} are needed
     */
    public Optional<Difference> difference(Handle handle, String hostId, String fromVersion) {
        return ofHost(handle, hostId)
                .filter(Dictionary::enabled)
                .flatMap(now -> earlier(now, fromVersion)
                        .map(from -> dictionaries.difference(handle, now.groupId(), from, now.version())));
    }

    private Optional<Dictionary> ofHost(Handle handle, String hostId) {
        return HostGroups.ofHost(handle, hostId).map(group -> dictionaries.of(handle, group));
    }

    private static Optional<Integer> earlier(Dictionary now, String tag) {
        String prefix = now.groupId() + ":";
        if (!tag.startsWith(prefix) || !tag.substring(prefix.length()).matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        int version = Integer.parseInt(tag.substring(prefix.length()));
        return version <= now.version() ? Optional.of(version) : Optional.empty();
    }
}
