package dev.watchword.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a field of a request may hold. One declaration serves the check at run time, the API's document and the tests of
 * every limit.
 */
public sealed interface Shape {

    /**
     * The value in a JSON body: a {@code String}, {@code Long}, {@code Boolean}, {@code List} or {@link Values}.
     *
     * @throws Misfit when it has another type or is out of range
     */
    Object read(JsonNode node) throws Misfit;

    /**
     * The value of a query parameter.
     *
     * @throws Misfit when it cannot be read so
     */
    default Object read(String text) throws Misfit {
        throw new Misfit("", "it cannot be a query parameter");
    }

    /**
     * Text of {@code least} to {@code most} characters, counted in code points. U+0000 is never part of it: SQLite keeps it,
     * PostgreSQL refuses it, and in C it ends a text.
     */
    static Text text(int least, int most) {
        return new Text(least, most, Optional.empty(), Set.of(), false);
    }

    /**
     * Text as a machine's own files hold it, whatever its characters: who takes it must make it harmless before it is
     * stored.
     */
    static Text foreignText(int least, int most) {
        return new Text(least, most, Optional.empty(), Set.of(), true);
    }

    /** One of these words. */
    static Text word(String... words) {
        return new Text(0, 256, Optional.empty(), Set.of(words), false);
    }

    /** A whole number of {@code least} to {@code most}. */
    static Whole whole(long least, long most) {
        return new Whole(least, most);
    }

    /** {@code true} or {@code false}. */
    static Flag flag() {
        return new Flag();
    }

    /** {@code least} to {@code most} items of one shape. */
    static Items items(int least, int most, Shape item) {
        return new Items(least, most, item);
    }

    /** An object of declared fields; others are ignored. */
    static Members members(Field... fields) {
        return new Members(Fields.of(fields));
    }

    /**
     * Any JSON value, kept as a {@link JsonNode}, for what has rules of its own.
     *
     * @param most the length of its JSON text, in characters
     */
    record Any(int most) implements Shape {
        @Override
        public Object read(JsonNode node) throws Misfit {
            if (node.toString().length() > most) {
                throw new Misfit("", "it has more than " + most + " characters");
            }
            return node;
        }
    }

    /**
     * @param least code points
     * @param most code points
     * @param pattern that the whole text must match
     * @param words the only values, when there are any
     * @param foreign whether U+0000, which databases do not take, is let through
     */
    record Text(int least, int most, Optional<Pattern> pattern, Set<String> words, boolean foreign) implements Shape {

        /** The same, matching a pattern that cannot run away. */
        public Text matching(String regex) {
            return new Text(least, most, Optional.of(Pattern.compile(regex)), words, foreign);
        }

        @Override
        public Object read(JsonNode node) throws Misfit {
            if (!node.isTextual()) {
                throw new Misfit("", "it must be a string");
            }
            return read(node.textValue());
        }

        @Override
        public Object read(String text) throws Misfit {
            int length = text.codePointCount(0, text.length());
            if (length < least || length > most) {
                throw new Misfit("", "it must have " + least + " to " + most + " characters");
            }
            if (!foreign && text.indexOf(0) >= 0) {
                throw new Misfit("", "it must not hold the character U+0000");
            }
            if (!words.isEmpty() && !words.contains(text)) {
                throw new Misfit(
                        "",
                        "it must be one of "
                                + String.join(", ", words.stream().sorted().toList()));
            }
            if (pattern.isPresent() && !pattern.get().matcher(text).matches()) {
                throw new Misfit("", "it has a form that is not allowed");
            }
            return text;
        }
    }

    /**
     * @param least smallest value
     * @param most largest value
     */
    record Whole(long least, long most) implements Shape {

        private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,18}");

        @Override
        public Object read(JsonNode node) throws Misfit {
            if (!node.isIntegralNumber()) {
                throw new Misfit("", "it must be an integer");
            }
            if (!node.canConvertToLong()) {
                throw outside();
            }
            return within(node.longValue());
        }

        @Override
        public Object read(String text) throws Misfit {
            if (!PLAIN.matcher(text).matches()) {
                throw new Misfit("", "it must be an integer");
            }
            return within(Long.parseLong(text));
        }

        private Object within(long value) throws Misfit {
            if (value < least || value > most) {
                throw outside();
            }
            return value;
        }

        private Misfit outside() {
            return new Misfit("", "it must be within " + least + " and " + most);
        }
    }

    /** A truth value. */
    record Flag() implements Shape {
        @Override
        public Object read(JsonNode node) throws Misfit {
            if (!node.isBoolean()) {
                throw new Misfit("", "it must be true or false");
            }
            return node.booleanValue();
        }

        @Override
        public Object read(String text) throws Misfit {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new Misfit("", "it must be true or false");
            };
        }
    }

    /**
     * @param least how many
     * @param most how many
     * @param item of what
     */
    record Items(int least, int most, Shape item) implements Shape {
        @Override
        public Object read(JsonNode node) throws Misfit {
            if (!node.isArray()) {
                throw new Misfit("", "it must be an array");
            }
            if (node.size() < least || node.size() > most) {
                throw new Misfit("", "it must have " + least + " to " + most + " items");
            }
            List<Object> values = new ArrayList<>(node.size());
            for (JsonNode each : node) {
                try {
                    values.add(item.read(each));
                } catch (Misfit misfit) {
                    throw misfit.under("[" + values.size() + "]");
                }
            }
            return List.copyOf(values);
        }
    }

    /** @param fields what it may hold */
    record Members(Fields fields) implements Shape {
        @Override
        public Object read(JsonNode node) throws Misfit {
            return fields.read(node);
        }
    }
}
