package dev.watchword.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageJson;
import dev.watchword.image.ImageRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who to log in as, by registry: what {@code docker login}, {@code podman login} and {@code skopeo login} keep. Programs
 * that keep passwords elsewhere (credential helpers) are not started; a registry for which one is named is asked without
 * credentials.
 */
public final class Credentials {

    /** Nobody. */
    public static final Credentials NONE = new Credentials(Map.of());

    private static final int MOST_BYTES = 1 << 20;

    private final Map<String, Login> logins;

    private Credentials(Map<String, Login> logins) {
        this.logins = Map.copyOf(logins);
    }

    /**
     * A login. Has no text form.
     *
     * @param user name
     * @param password or token that stands for one
     * @param identityToken an OAuth2 refresh token, {@code ""} when there is none
     */
    record Login(String user, String password, String identityToken) {

        String basic() {
            return "Basic "
                    + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "Login[...]";
        }
    }

    /** One login for one registry, {@code HOST[:PORT]}. */
    public static Credentials of(String registry, String user, String password) {
        return new Credentials(Map.of(registry, new Login(user, password, "")));
    }

    /**
     * Reads a file of {@code docker login}, {@code podman login} or {@code skopeo login}.
     *
     * @throws IOException when it cannot be read or is none; the message never holds its content
     */
    public static Credentials read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new ImageFailure("the file of credentials is larger than " + MOST_BYTES + " bytes");
        }
        Map<String, Login> logins = new HashMap<>();
        for (Map.Entry<String, JsonNode> one :
                ImageJson.object(bytes).path("auths").properties()) {
            login(one.getValue()).ifPresent(login -> logins.putIfAbsent(registry(one.getKey()), login));
        }
        return new Credentials(logins);
    }

    private static Optional<Login> login(JsonNode json) throws ImageFailure {
        String identityToken = json.path("identitytoken").asText("");
        String user = json.path("username").asText("");
        String password = json.path("password").asText("");
        String auth = json.path("auth").asText("");
        if (!auth.isEmpty()) {
            String decoded;
            try {
                decoded = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new ImageFailure("the file of credentials holds what is no base64");
            }
            int colon = decoded.indexOf(':');
            if (colon < 0) {
                throw new ImageFailure("the file of credentials holds a login without a colon");
            }
            user = decoded.substring(0, colon);
            password = decoded.substring(colon + 1);
        }
        boolean nothing = user.isEmpty() && identityToken.isEmpty();
        return nothing ? Optional.empty() : Optional.of(new Login(user, password, identityToken));
    }

    /** Docker writes Docker Hub's name as an address, and older versions did so with all. */
    private static String registry(String key) {
        String host = key.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
        host = host.replaceFirst("/v[12]/?$", "").replaceFirst("/$", "");
        return host.equals("index.docker.io") ? ImageRef.DOCKER_HUB : host;
    }

    /** The login for an image: the entry with the longest path that leads to it, as containers-auth.json(5) has it. */
    Optional<Login> login(ImageRef image) {
        return login(image.host() + "/" + image.repository());
    }

    /** The login for a registry, or for what is below it. */
    Optional<Login> login(String place) {
        String name = place;
        while (true) {
            Login login = logins.get(name);
            if (login != null) {
                return Optional.of(login);
            }
            int slash = name.lastIndexOf('/');
            if (slash < 0) {
                return Optional.empty();
            }
            name = name.substring(0, slash);
        }
    }

    @Override
    public String toString() {
        return "Credentials[" + logins.size() + "]";
    }
}
