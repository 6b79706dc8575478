package dev.watchword.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageJson;
import dev.watchword.image.ImageRef;
import dev.watchword.image.LimitReached;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a registry has: its repositories ({@code /v2/_catalog}, which not every registry gives to everybody) and the tags of
 * each (OCI distribution specification, "Content Discovery"), page by page. Belongs to one thread.
 *
 * @param host {@code HOST[:PORT]}
 * @param settings how it is spoken to
 * @param mostNames of one list: {@code names}
 */
public record RegistryCatalogue(String host, RegistrySettings settings, int mostNames) {

    private static final int PAGE = 1_000;
    private static final int MOST_PAGES = 1_000;
    private static final int PAGE_BYTES = 4 << 20;

    /**
     * The repositories, in the registry's order; names that are none are left out.
     *
     * @throws LimitReached when there are more than may be named
     */
    public List<String> repositories() throws IOException {
        try (RegistryClient client = RegistryClient.ofCatalogue(host, settings)) {
            return names(client, "/_catalog?n=" + PAGE, "repositories");
        }
    }

    /**
     * The tags of a repository; none when it has none.
     *
     * @throws LimitReached when there are more than may be named
     */
    public List<String> tags(String repository) throws IOException {
        ImageRef image = ImageRef.in(host, repository)
                .orElseThrow(() -> new ImageFailure("the registry names a repository by what is no name"));
        try (RegistryClient client = RegistryClient.ofRepository(image, settings)) {
            return names(client, "/tags/list?n=" + PAGE, "tags");
        }
    }

    private List<String> names(RegistryClient client, String path, String member) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        RegistryClient.Answer answer = client.get(path, "application/json");
        for (int pages = 1; ; pages++) {
            for (JsonNode name : page(answer.body()).path(member)) {
                names.add(name.asText(""));
            }
            if (names.size() > mostNames) {
                throw new LimitReached("names", "more than " + mostNames + " " + member);
            }
            Optional<String> next = answer.link();
            if (next.isEmpty()) {
                return new ArrayList<>(names);
            }
            if (pages == MOST_PAGES) {
                throw new LimitReached("names", "a list of more than " + MOST_PAGES + " pages");
            }
            answer = client.next(next.get(), "application/json");
        }
    }

    private static JsonNode page(InputStream body) throws IOException {
        try (body) {
            byte[] bytes = body.readNBytes(PAGE_BYTES + 1);
            if (bytes.length > PAGE_BYTES) {
                throw new LimitReached("names", "a page of more than " + PAGE_BYTES + " bytes");
            }
            return ImageJson.object(bytes);
        }
    }
}
