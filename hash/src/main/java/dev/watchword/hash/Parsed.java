package dev.watchword.hash;

/** What became of reading an encoded hash. */
public sealed interface Parsed {

    /** It can be tested. */
    record Readable(StoredHash hash) implements Parsed {}

    /**
     * It has the scheme's mark, but no password can match it.
     *
     * @param reason what was expected and what was found, without any part of salt or digest
     */
    record Malformed(String reason) implements Parsed {}
}
