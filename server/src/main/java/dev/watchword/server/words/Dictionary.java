package dev.watchword.server.words;

/**
 * The state of a host group's dictionary, without its words.
 *
 * @param groupId of which group
 * @param version 0 before the first change, one more with each
 * @param enabled whether the group's hosts use it
 */
public record Dictionary(String groupId, int version, boolean enabled) {

    /** What agents compare to see whether they have it: opaque, other after every change and in every other group. */
    public String tag() {
        return groupId + (enabled ? ":" + version : ":off");
    }
}
