package dev.watchword.hash;

/**
 * A kernel that is faster than a scheme's own once it has been compiled, and takes its time until then. It writes exactly
 * what the scheme's own kernel writes, for every batch.
 */
public interface FastKernel extends HashKernel {

    /**
     * Does a little of its inner work on made-up data, a few milliseconds at the most once compiled, so that the virtual
     * machine compiles it and its speed can be measured.
     *
     * @param settings hashes as of which it works
     * @return how many guesses of such hashes the work was worth, more than 0
     */
    double rehearse(Settings settings);
}
