package dev.watchword.account.tomcat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element of a configuration file without its text.
 *
 * @param name local name
 * @param attributes by local name; values may be clear passwords
 * @param children in their order
 * @param line where the element's start ends
 */
record XmlElement(String name, Map<String, String> attributes, List<XmlElement> children, int line) {

    Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    Stream<XmlElement> children(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted));
    }

    /** This element and all below it. */
    Stream<XmlElement> tree() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(XmlElement::tree));
    }

    /** A class name without its package, empty when there is none. */
    String simpleClassName() {
        String className = attributes.getOrDefault("className", "");
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /** Name and line only: attributes may be secrets. */
    @Override
    public String toString() {
        return name + " in line " + line;
    }
}
