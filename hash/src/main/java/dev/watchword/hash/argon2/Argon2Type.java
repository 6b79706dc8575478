package dev.watchword.hash.argon2;

import org.bouncycastle.crypto.params.Argon2Parameters;

/** How a block is chosen: by the data, by its place, or by its place first and the data then. */
enum Argon2Type {
    D("argon2d", Argon2Parameters.ARGON2_d),
    I("argon2i", Argon2Parameters.ARGON2_i),
    ID("argon2id", Argon2Parameters.ARGON2_id);

    private final String text;
    private final int number;

    Argon2Type(String text, int number) {
        this.text = text;
        this.number = number;
    }

    /** What a text begins with. */
    String mark() {
        return "$" + text + "$";
    }

    int number() {
        return number;
    }
}
