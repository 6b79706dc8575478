package dev.watchword.account.tomcat;

import dev.watchword.account.SchemeNames;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.PasswordEncoder;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.tomcat.TomcatEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a realm compares a typed password with the stored text. Follows Tomcat's RealmBase, MessageDigestCredentialHandler,
 * SecretKeyCredentialHandler and NestedCredentialHandler.
 */
sealed interface Handler {

    /** Whether an empty stored text lets an empty password in. */
    default boolean acceptsEmpty() {
        return false;
    }

    /** The stored text as this handler reads it; empty when nobody here can. */
    Optional<EncodedHash> read(String stored);

    /** Makes texts that this handler reads; empty when nobody here can. */
    Optional<PasswordEncoder> encoder();

    /** Of handlers any of which would do, the higher one makes the better texts. */
    int rank();

    /** Compares the texts themselves: a realm without a handler, or with one that has no algorithm. */
    record PlainText() implements Handler {
        @Override
        public boolean acceptsEmpty() {
            return true;
        }

        @Override
        public Optional<EncodedHash> read(String stored) {
            return Optional.of(new EncodedHash(SchemeNames.PLAIN, "", utf8(stored)));
        }

        @Override
        public Optional<PasswordEncoder> encoder() {
            return Optional.of((password, random) -> new EncodedHash(SchemeNames.PLAIN, "", password));
        }

        @Override
        public int rank() {
            return 1;
        }
    }

    /**
     * A message digest. Its stored texts have several forms; under an LDAP mark it takes its own algorithm, whatever the mark
     * says, of chars as ISO-8859-1.
     *
     * @param algorithm as written in the configuration
     * @param encoding how chars become bytes elsewhere, empty for UTF-8
     */
    record Digest(String algorithm, String encoding) implements Handler {

        private static final Map<String, SchemeId> MARKS = Map.of(
                "{MD5}", SchemeNames.LDAP_MD5,
                "{SHA}", SchemeNames.LDAP_SHA,
                "{SSHA}", SchemeNames.LDAP_SSHA,
                "{SSHAv2}", SchemeNames.LDAP_SSHA_V2);

        @Override
        public Optional<EncodedHash> read(String stored) {
            Optional<SchemeId> marked = MARKS.entrySet().stream()
                    .filter(mark -> stored.startsWith(mark.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
            if (marked.isPresent()) {
                return Optional.of(new EncodedHash(marked.get(), algorithm + ";ISO-8859-1", utf8(stored)));
            }
            SchemeId scheme = stored.contains("$") ? SchemeNames.TOMCAT_DIGEST : SchemeNames.HEX_DIGEST;
            return Optional.of(new EncodedHash(scheme, variant(), utf8(stored)));
        }

        @Override
        public Optional<PasswordEncoder> encoder() {
            return TomcatEncoder.ofDigest(variant());
        }

        @Override
        public int rank() {
            return 2;
        }

        private String variant() {
            return encoding.isEmpty() ? algorithm : algorithm + ";" + encoding;
        }
    }

    /**
     * A key derivation.
     *
     * @param algorithm as written in the configuration
     */
    record SecretKey(String algorithm) implements Handler {
        @Override
        public Optional<EncodedHash> read(String stored) {
            return Optional.of(new EncodedHash(SchemeNames.TOMCAT_PBKDF2, algorithm, utf8(stored)));
        }

        @Override
        public Optional<PasswordEncoder> encoder() {
            return TomcatEncoder.ofSecretKey(algorithm);
        }

        @Override
        public int rank() {
            return 3;
        }
    }

    /**
     * A class that is not Tomcat's own.
     *
     * @param className without its package
     */
    record Foreign(String className) implements Handler {
        @Override
        public Optional<EncodedHash> read(String stored) {
            return Optional.empty();
        }

        @Override
        public Optional<PasswordEncoder> encoder() {
            return Optional.empty();
        }

        @Override
        public int rank() {
            return 0;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The handlers of a realm, any of which may accept a password; where it depends on the release which one does, each
     * of them stands in a list of its own.
     */
    static List<List<Handler>> of(XmlElement realm, Placeholders placeholders) {
        List<Handler> handlers = realm.children("CredentialHandler")
                .flatMap(element -> handler(element, placeholders))
                .toList();
        if (!handlers.isEmpty()) {
            return List.of(handlers);
        }
        // before version 8.5 the realm itself named a digest; later ones pass the attribute over
        return realm.attribute("digest")
                .map(digest -> List.of(
                        List.<Handler>of(new Digest(placeholders.fill(digest).text(), "")),
                        List.<Handler>of(new PlainText())))
                .orElse(List.of(List.of(new PlainText())));
    }

    private static Stream<Handler> handler(XmlElement element, Placeholders placeholders) {
        Optional<String> algorithm = element.attribute("algorithm")
                .map(named -> placeholders.fill(named).text())
                .filter(named -> !named.isEmpty());
        String encoding = element.attribute("encoding")
                .map(named -> placeholders.fill(named).text())
                .orElse("");
        return switch (element.simpleClassName()) {
            case "", "MessageDigestCredentialHandler" ->
                Stream.of(algorithm
                        .<Handler>map(named -> new Digest(named, encoding))
                        .orElseGet(PlainText::new));
            case "SecretKeyCredentialHandler", "PBECredentialHandler" ->
                Stream.of(new SecretKey(algorithm.orElse("PBKDF2WithHmacSHA1")));
            case "NestedCredentialHandler" ->
                element.children("CredentialHandler").flatMap(child -> handler(child, placeholders));
            default -> Stream.of(new Foreign(element.simpleClassName()));
        };
    }
}
