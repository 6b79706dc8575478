package dev.watchword.image.registry;

import java.util.Map;
import java.util.Set;

/**
 * Hosts that well-known public registries are spread over: where they give tokens and where they keep blobs. Any other
 * registry is one host unless somebody allows more.
 */
final class Companions {

    static final String DOCKER_HUB_API = "registry-1.docker.io";

    private static final Map<String, Set<String>> HOSTS = Map.of(
            DOCKER_HUB_API,
            Set.of(
                    "auth.docker.io",
                    "production.cloudflare.docker.com",
                    "docker-images-prod.6aa30f8b08e16409b46e0173d6de2f56.r2.cloudflarestorage.com"),
            "ghcr.io",
            Set.of("pkg-containers.githubusercontent.com"),
            "quay.io",
            Set.of("cdn.quay.io", "cdn01.quay.io", "cdn02.quay.io", "cdn03.quay.io"),
            "registry.gitlab.com",
            Set.of("gitlab.com", "cdn.registry.gitlab-static.net"));

    private Companions() {}

    static Set<String> of(String registry) {
        return HOSTS.getOrDefault(registry, Set.of());
    }
}
