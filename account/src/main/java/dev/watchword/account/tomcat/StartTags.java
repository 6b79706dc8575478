package dev.watchword.account.tomcat;

import java.util.Optional;

/** Where attributes stand in the text of well-formed XML that has no document type declaration. Belongs to one thread. */
final class StartTags {

    private final String xml;
    private int at;

    StartTags(String xml) {
        this.xml = xml;
    }

    /**
     * A value between its quotes.
     *
     * @param from its first char
     * @param until the quote behind it
     */
    record Value(int from, int until) {}

    /**
     * The value of an attribute of one element.
     *
     * @param element its place among all elements in the order in which they begin, from 0
     * @return empty when there is no such element, or it has no such attribute
     */
    Optional<Value> find(int element, String attribute) {
        at = 0;
        for (int passed = 0; next(); passed++) {
            if (passed == element) {
                return attribute(attribute);
            }
        }
        return Optional.empty();
    }

    /** Goes behind the next opening bracket of a start tag. */
    private boolean next() {
        while (true) {
            at = xml.indexOf('<', at);
            if (at < 0) {
                return false;
            }
            if (xml.startsWith("<!--", at)) {
                skipBehind("-->");
            } else if (xml.startsWith("<![CDATA[", at)) {
                skipBehind("]]>");
            } else if (xml.startsWith("<?", at)) {
                skipBehind("?>");
            } else if (xml.startsWith("</", at)) {
                skipBehind(">");
            } else {
                at++;
                return true;
            }
        }
    }

    private void skipBehind(String end) {
        int found = xml.indexOf(end, at);
        at = found < 0 ? xml.length() : found + end.length();
    }

    private Optional<Value> attribute(String wanted) {
        skipWord();
        while (true) {
            skipBlanks();
            if (at >= xml.length() || xml.charAt(at) == '>' || xml.charAt(at) == '/') {
                return Optional.empty();
            }
            int start = at;
            skipWord();
            String name = xml.substring(start, at);
            skipBlanks();
            at++; // the equals sign
            skipBlanks();
            if (at >= xml.length()) {
                return Optional.empty();
            }
            int end = xml.indexOf(xml.charAt(at), at + 1);
            if (end < 0) {
                return Optional.empty();
            }
            if (name.equals(wanted)) {
                return Optional.of(new Value(at + 1, end));
            }
            at = end + 1;
        }
    }

    private void skipWord() {
        while (at < xml.length() && " \t\r\n=/>".indexOf(xml.charAt(at)) < 0) {
            at++;
        }
    }

    private void skipBlanks() {
        while (at < xml.length() && " \t\r\n".indexOf(xml.charAt(at)) >= 0) {
            at++;
        }
    }
}
