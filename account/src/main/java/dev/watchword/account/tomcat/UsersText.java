package dev.watchword.account.tomcat;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bytes of a {@code tomcat-users.xml}, in which one attribute is exchanged. Belongs to one thread. */
final class UsersText {

    private static final String PASSWORD = "password";

    private final Placeholders placeholders;
    private final byte[] content;

    UsersText(Placeholders placeholders, byte[] content) {
        this.placeholders = placeholders;
        this.content = content;
    }

    /** As {@link ConfiguredUsers#with}. */
    Optional<byte[]> with(String user, byte[] stored) {
        Optional<String> text = decoded(stored).filter(this::isLiteral);
        Optional<XmlElement> root = root(content);
        if (text.isEmpty() || root.isEmpty()) {
            return Optional.empty();
        }
        List<XmlElement> before = root.get().tree().toList();
        int element = place(root.get(), before, user);
        // Every byte one char: markup is ASCII in all encodings that are changed here, and what is not is found out
        // below.
        String xml = new String(content, StandardCharsets.ISO_8859_1);
        return new StartTags(xml)
                .find(element, PASSWORD)
                .flatMap(value -> escaped(text.get())
                        .map(attribute -> xml.substring(0, value.from()) + attribute + xml.substring(value.until())))
                .map(changed -> changed.getBytes(StandardCharsets.ISO_8859_1))
                .filter(changed -> isOnlyChange(before, changed, element, text.get()));
    }

    private static Optional<XmlElement> root(byte[] bytes) {
        return XmlReader.read(new ByteArrayInputStream(bytes)) instanceof XmlReader.Outcome.Document document
                ? Optional.of(document.root())
                : Optional.empty();
    }

    /** The last user of that name counts. */
    private int place(XmlElement root, List<XmlElement> all, String user) {
        XmlElement last = root.children("user")
                .filter(each -> each.attribute("username")
                        .or(() -> each.attribute("name"))
                        .map(name -> placeholders.fill(name).text())
                        .filter(user::equals)
                        .isPresent())
                .reduce((earlier, later) -> later)
                .orElse(null);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) == last) {
                return i;
            }
        }
        return -1;
    }

    /** Tomcat puts properties in place of what looks like one, so no password may. */
    private boolean isLiteral(String text) {
        return !text.contains("${");
    }

    private static Optional<String> decoded(byte[] stored) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(stored))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** In ASCII, whatever the file's encoding is; empty when XML 1.0 has no such character. */
    private static Optional<String> escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            boolean allowed = c == '\t' || c == '\n' || c == '\r' || c >= ' ' && c != 0xFFFE && c != 0xFFFF;
            if (!allowed) {
                return Optional.empty();
            }
            boolean bare = c >= ' ' && c < 0x7F && "&<>\"'".indexOf(c) < 0;
            escaped.append(bare ? Character.toString(c) : "&#" + c + ";");
        }
        return Optional.of(escaped.toString());
    }

    /** Reads it again: that attribute is the new text, and everything else is as it was. */
    private static boolean isOnlyChange(List<XmlElement> before, byte[] changed, int element, String text) {
        List<XmlElement> after = root(changed).map(root -> root.tree().toList()).orElse(List.of());
        if (after.size() != before.size()) {
            return false;
        }
        for (int i = 0; i < after.size(); i++) {
            Map<String, String> expected = new HashMap<>(before.get(i).attributes());
            if (i == element) {
                expected.put(PASSWORD, text);
            }
            if (!after.get(i).name().equals(before.get(i).name())
                    || !after.get(i).attributes().equals(expected)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "UsersText";
    }
}
