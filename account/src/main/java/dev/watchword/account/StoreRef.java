package dev.watchword.account;

/**
 * Where an account or a diagnostic stands.
 *
 * @param path absolute path of the store inside its root
 * @param line the line from 1, or 0 when the store has no lines
 */
public record StoreRef(String path, int line) {

    @Override
    public String toString() {
        return line == 0 ? path : path + ":" + line;
    }
}
