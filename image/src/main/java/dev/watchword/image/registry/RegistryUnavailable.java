package dev.watchword.image.registry;

import dev.watchword.image.ImageFailure;

/** The registry did not answer, or not in time, or has too much to do: the same may work another time. */
public final class RegistryUnavailable extends ImageFailure {

    private static final long serialVersionUID = 1;

    RegistryUnavailable(String message) {
        super(message);
    }
}
