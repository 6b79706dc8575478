package dev.watchword.agent.images;

import dev.watchword.protocol.ImageJob;
import dev.watchword.protocol.RegistryLogin;

/**
 * A job on its way to the process that does it. Prints nothing of the login.
 *
 * @param job as the server gave it
 * @param userName of the registry's login, {@code ""} for nobody in particular
 * @param password of the login, {@code ""} without one
 */
public record ImageTask(ImageJob job, String userName, String password) {

    /** A job for a registry that asks nobody who he is. */
    public static ImageTask anonymous(ImageJob job) {
        return new ImageTask(job, "", "");
    }

    /** A job with the login that was sealed for it. */
    public static ImageTask of(ImageJob job, RegistryLogin login) {
        return new ImageTask(job, login.userName(), login.password());
    }

    @Override
    public String toString() {
        return "ImageTask[" + job + "]";
    }
}
