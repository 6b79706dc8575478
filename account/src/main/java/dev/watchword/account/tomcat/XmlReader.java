package dev.watchword.account.tomcat;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML that anybody may have written: a document type declaration is refused, so that there are no entities to expand and
 * nothing outside is asked for; depth and number of elements are bounded.
 */
final class XmlReader {

    static final int MAX_DEPTH = 64;
    static final int MAX_ELEMENTS = 200_000;

    private XmlReader() {}

    /** What became of reading. */
    sealed interface Outcome {

        /** The document's first element. */
        record Document(XmlElement root) implements Outcome {}

        /**
         * @param reason what is wrong and in which line, without any text of the document
         */
        record Refused(String reason) implements Outcome {}
    }

    static Outcome read(InputStream source) {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(source);
            try {
                return document(reader);
            } catch (XMLStreamException malformed) {
                return refused(malformed);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException malformed) {
            return refused(malformed);
        } catch (RuntimeException unexpected) {
            // the JDK's parser answers some malformed bytes with an unchecked exception
            return new Outcome.Refused("not well-formed XML");
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("nothing outside the document is read");
        });
        return factory;
    }

    private static Outcome refused(XMLStreamException malformed) {
        // its message may quote the document
        int line = malformed.getLocation() == null ? 0 : malformed.getLocation().getLineNumber();
        return new Outcome.Refused(line > 0 ? "line " + line + ": not well-formed XML" : "not well-formed XML");
    }

    private static Outcome document(XMLStreamReader reader) throws XMLStreamException {
        Deque<XmlElement> open = new ArrayDeque<>();
        XmlElement root = new XmlElement("", Map.of(), new ArrayList<>(), 0);
        open.push(root);
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> {
                    return refused(reader, "document type declarations are refused");
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++elements > MAX_ELEMENTS) {
                        return refused(reader, "more than " + MAX_ELEMENTS + " elements");
                    }
                    if (open.size() > MAX_DEPTH) {
                        return refused(reader, "elements nested deeper than " + MAX_DEPTH);
                    }
                    XmlElement element = element(reader);
                    open.element().children().add(element);
                    open.push(element);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                default -> {
                    // text, comments, processing instructions: no setting stands in them
                }
            }
        }
        try {
            return new Outcome.Document(root.children().getFirst());
        } catch (NoSuchElementException nothing) {
            return new Outcome.Refused("not well-formed XML");
        }
    }

    private static XmlElement element(XMLStreamReader reader) {
        Map<String, String> attributes = HashMap.newHashMap(reader.getAttributeCount());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return new XmlElement(
                reader.getLocalName(),
                attributes,
                new ArrayList<>(),
                reader.getLocation().getLineNumber());
    }

    private static Outcome refused(XMLStreamReader reader, String reason) {
        return new Outcome.Refused("line " + reader.getLocation().getLineNumber() + ": " + reason);
    }
}
