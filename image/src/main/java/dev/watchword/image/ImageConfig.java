package dev.watchword.image;

import java.util.List;

/**
 * What an image's configuration says, as far as a passer-by can read passwords in it.
 *
 * @param platform for what machine it was built, as the configuration says it
 * @param environment {@code NAME=VALUE}, in its order
 * @param labels {@code NAME=VALUE}, in their order
 * @param command the words of entry point and command
 * @param history how it was built, the oldest line first
 * @param diffIds the digests of the layers' tar archives, the lowest first
 */
public record ImageConfig(
        Platform platform,
        List<String> environment,
        List<String> labels,
        List<String> command,
        List<History> history,
        List<Digest> diffIds) {

    /**
     * One line of the history.
     *
     * @param createdBy the instruction or command
     * @param emptyLayer whether it made no layer
     */
    public record History(String createdBy, boolean emptyLayer) {}

    public ImageConfig {
        environment = List.copyOf(environment);
        labels = List.copyOf(labels);
        command = List.copyOf(command);
        history = List.copyOf(history);
        diffIds = List.copyOf(diffIds);
    }

    /** The line that made each of so many layers; all unknown when the history does not fit them. */
    public List<String> createdBy(int layers) {
        List<String> lines = history.stream()
                .filter(line -> !line.emptyLayer())
                .map(History::createdBy)
                .toList();
        return lines.size() == layers ? lines : java.util.Collections.nCopies(layers, "");
    }
}
