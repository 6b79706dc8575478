package dev.watchword.image;

import java.io.IOException;

/**
 * An image, or a part of it, cannot be read as it should. The message says what was found and what was expected, names no
 * secret, and holds foreign text only in quoted form.
 */
public class ImageFailure extends IOException {

    private static final long serialVersionUID = 1;

    public ImageFailure(String message) {
        super(message);
    }

    /** The message, which is always there. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** Why reading failed, in words that tell no path and no address of this machine. */
    public static String reasonOf(IOException failure) {
        return failure instanceof ImageFailure known
                ? known.reason()
                : "reading failed (" + failure.getClass().getSimpleName() + ")";
    }
}
