package dev.watchword.candidate;

/** Where a candidate came from, which says why a password that equals it is weak. */
public enum Origin {
    /** The empty password. */
    EMPTY,
    /** A list of the operator's own. */
    CUSTOM,
    /** The account's own name, as it is, in another case or reversed. */
    USER_NAME,
    /** The password that a product or image is delivered with. */
    PRODUCT_DEFAULT,
    /** A word of the ranked built-in list. */
    COMMON,
    /** Made by a rule from a name, a host, an organisation or a product word. */
    DERIVED,
    /** A password that stands in clear for another account of the same machine. */
    SHARED
}
