package dev.watchword.hash;

import java.util.Optional;

/**
 * Offers kernels that may be faster on this machine than the schemes' own. Found by {@link java.util.ServiceLoader}; safe for
 * concurrent use.
 */
public interface KernelProvider {

    /** What its kernels work with, in a few words for the log, such as the width of the vectors. */
    String description();

    /**
     * A new kernel for one thread, which the caller closes; empty when there is none for such settings.
     *
     * @param memoryBytes the most working memory that the kernel may keep beyond a few hundred kilobytes
     */
    Optional<FastKernel> newKernel(Settings settings, long memoryBytes);
}
