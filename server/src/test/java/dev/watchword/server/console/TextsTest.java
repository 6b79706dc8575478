package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every sentence stands in every language, and no sentence stands in a template. */
class TextsTest {

    private static final Path TEXTS = Path.of("src/main/resources/dev/watchword/server/console/texts");
    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");
    private static final Pattern KEY = Pattern.compile("\\bt\\(\"([a-z]+)\\.([A-Za-z0-9-]+)\"[,)]");

    @Test
    void bothLanguagesSayTheSame() throws IOException {
        List<Path> english = files(TEXTS, "_en.properties");
        assertFalse(english.isEmpty());
        assertEquals(english.size(), files(TEXTS, "_zh.properties").size());
        for (Path file : english) {
            Properties ours = read(file);
            Properties theirs =
                    read(file.resolveSibling(file.getFileName().toString().replace("_en.", "_zh.")));
            assertEquals(new TreeSet<>(ours.keySet()), new TreeSet<>(theirs.keySet()), file.toString());
            ours.stringPropertyNames().forEach(key -> {
                assertEquals(places(ours.getProperty(key)), places(theirs.getProperty(key)), file + " " + key);
                assertFalse(theirs.getProperty(key).isBlank(), file + " " + key);
            });
        }
    }

    /** Of two sentences with one key the later one would be shown for both. */
    @Test
    void noKeyStandsTwice() throws IOException {
        for (Path file : files(TEXTS, ".properties")) {
            Set<String> keys = new HashSet<>();
            for (String line : Files.readAllLines(file)) {
                int end = line.indexOf(" = ");
                if (end > 0) {
                    assertTrue(keys.add(line.substring(0, end)), file.getFileName() + ": " + line.substring(0, end));
                }
            }
        }
    }

    @Test
    void everySentenceOfATemplateIsThere() throws IOException {
        for (Path template : files(TEMPLATES, ".jte")) {
            for (MatchResult key :
                    KEY.matcher(Files.readString(template)).results().toList()) {
                assertTrue(
                        read(TEXTS.resolve(key.group(1) + "_en.properties")).containsKey(key.group(2)),
                        template + " " + key.group());
            }
        }
    }

    /** What is left of a template without its directives, expressions and tags holds no letters. */
    @Test
    void noSentenceStandsInATemplate() throws IOException {
        for (Path template : files(TEMPLATES, ".jte")) {
            String left = new Sentences(Files.readString(template).replaceAll("(?m)^@(import|param) .*$", ""))
                    .left()
                    .replaceAll("(?s)<[a-zA-Z/!][^>]*>", " ")
                    .replaceAll("@(else|endif|endfor)", "");
            assertFalse(left.matches("(?s).*\\p{L}.*"), () -> template + ": " + left.strip());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "zh-CN,CHINESE",
        "'zh;q=0.3,en;q=0.9',ENGLISH",
        "'de,zh-Hans;q=0.5',CHINESE",
        "'fr',ENGLISH",
        "'en;q=0,zh',CHINESE",
        "';;q=x',ENGLISH"
    })
    void readsWhatABrowserPrefers(String header, Language expected) {
        assertEquals(expected, Language.preferred(Optional.of(header)));
    }

    /** Takes expressions, conditions and arguments out of a template, but not the pieces of a page among the arguments. */
    private static final class Sentences {
        private final String template;
        private final StringBuilder left = new StringBuilder();

        Sentences(String template) {
            this.template = template;
        }

        String left() {
            int end = piece(0);
            assertEquals(template.length(), end, "no piece of a page begins outside of arguments");
            return left.toString();
        }

        /** Reads up to the end, or behind the backtick that ends a piece. */
        private int piece(int start) {
            int i = start;
            while (i < template.length()) {
                if (template.startsWith("${", i) || template.startsWith("!{", i)) {
                    i = code(i + 2, '}');
                } else if (template.startsWith("@if(", i)
                        || template.startsWith("@for(", i)
                        || template.startsWith("@elseif(", i)
                        || template.startsWith("@template.", i)) {
                    i = code(template.indexOf('(', i) + 1, ')');
                } else if (template.charAt(i) == '`') {
                    return i + 1;
                } else {
                    left.append(template.charAt(i++));
                }
            }
            return i;
        }

        /** Reads code behind the bracket that ends it. */
        private int code(int start, char end) {
            int i = start;
            while (template.charAt(i) != end) {
                char c = template.charAt(i);
                if (template.startsWith("@`", i)) {
                    i = piece(i + 2);
                } else if (c == '"') {
                    i = template.indexOf('"', i + 1) + 1;
                } else if (c == '(' || c == '{') {
                    i = code(i + 1, c == '(' ? ')' : '}');
                } else {
                    i++;
                }
            }
            return i + 1;
        }
    }

    private static List<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).sorted().toList();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
