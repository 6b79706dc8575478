package dev.watchword.agent.images;

import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageRef;
import dev.watchword.image.LimitReached;
import dev.watchword.image.registry.RegistryCatalogue;
import dev.watchword.image.registry.RegistrySettings;
import dev.watchword.image.registry.RegistryUnavailable;
import dev.watchword.protocol.ImageJob;
import dev.watchword.protocol.ImageJobResult;
import dev.watchword.protocol.ImagePattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds which images of a registry match the patterns of a job. */
final class ImageLister {

    /** Images that one answer may name. */
    private static final int MOST_IMAGES = 20_000;

    private static final int MOST_NAMES = 100_000;

    private final ImageJob job;
    private final RegistryCatalogue catalogue;
    private final List<ImagePattern> patterns;
    private final Set<String> images = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    ImageLister(ImageJob job, RegistrySettings settings) {
        this.job = job;
        this.catalogue = new RegistryCatalogue(job.registry().host(), settings, MOST_NAMES);
        this.patterns = job.patterns().stream()
                .map(ImagePattern::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    ImageJobResult result() {
        try {
            for (String repository : repositories()) {
                if (patterns.stream().anyMatch(pattern -> pattern.mayMatchIn(repository))) {
                    tags(repository);
                }
            }
        } catch (LimitReached e) {
            problems.add(e.reason());
        } catch (RegistryUnavailable e) {
            return Results.failed(job, e.reason(), true);
        } catch (IOException e) {
            return Results.failed(job, ImageFailure.reasonOf(e), false);
        }
        String reason = problems.isEmpty() ? "" : Results.line(String.join("; ", problems));
        return new ImageJobResult(
                job.id(),
                job.leaseId(),
                reason.isEmpty() ? ImageJobResult.DONE : ImageJobResult.INCOMPLETE,
                reason,
                false,
                "",
                List.copyOf(images),
                List.of(),
                List.of());
    }

    /** Those that are named whole need no catalogue, which many registries give to nobody. */
    private List<String> repositories() throws IOException {
        List<String> whole = job.patterns().stream()
                .map(pattern -> pattern.contains(":") ? pattern.substring(0, pattern.indexOf(':')) : pattern)
                .filter(repository -> !repository.contains("*"))
                .distinct()
                .toList();
        return whole.size() == job.patterns().size() ? whole : catalogue.repositories();
    }

    /** One that does not tell its tags leaves the list incomplete; the others are asked all the same. */
    private void tags(String repository) throws IOException {
        try {
            for (String tag : catalogue.tags(repository)) {
                String image = repository + ":" + tag;
                if (ImageRef.in(job.registry().host(), image).isPresent()
                        && patterns.stream().anyMatch(pattern -> pattern.matches(image))) {
                    if (images.size() == MOST_IMAGES) {
                        throw new LimitReached("images", "more than " + MOST_IMAGES + " images match");
                    }
                    images.add(image);
                }
            }
        } catch (LimitReached | RegistryUnavailable e) {
            throw e;
        } catch (ImageFailure e) {
            if (problems.size() < 5) {
                problems.add(repository + ": " + e.reason());
            }
        }
    }
}
