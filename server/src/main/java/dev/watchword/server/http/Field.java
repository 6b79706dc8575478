package dev.watchword.server.http;

import java.util.Optional;

/**
 * A declared field of a body or a query.
 *
 * @param name as on the wire
 * @param shape what it may hold; JSON's null is never a value
 * @param required whether it must be there
 * @param otherwise the value when it is absent
 * @param description one sentence for the API's document, {@code ""} when the name says it all
 */
public record Field(String name, Shape shape, boolean required, Optional<Object> otherwise, String description) {

    /** A field that must be there. */
    public static Field required(String name, Shape shape) {
        return new Field(name, shape, true, Optional.empty(), "");
    }

    /** A field that may be absent. */
    public static Field optional(String name, Shape shape) {
        return new Field(name, shape, false, Optional.empty(), "");
    }

    /** The same, with a value when it is absent. */
    public Field or(Object value) {
        Object kept = value instanceof Integer number ? (Object) number.longValue() : value;
        return new Field(name, shape, false, Optional.of(kept), description);
    }

    /** The same, with a sentence for the document. */
    public Field saying(String sentence) {
        return new Field(name, shape, required, otherwise, sentence);
    }
}
