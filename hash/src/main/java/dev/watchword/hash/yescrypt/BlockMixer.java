package dev.watchword.hash.yescrypt;

/**
 * Takes the mixing of several hashes through the same steps at once, each in a memory and with S-boxes of its own. All have
 * the same settings, so the steps lead all of them to the same places, but for the slots that they choose. Belongs to one
 * thread at a time.
 */
public interface BlockMixer {

    /** How many hashes are mixed at once. */
    int hashes();

    /**
     * Takes the steps in each memory.
     *
     * @param memories as many as there are hashes; long enough for the walk, their words in the order of
     *     {@link dev.watchword.hash.scrypt.Salsa20}
     * @param boxes as many as there are hashes, brought up to date
     */
    void walk(long[][] memories, SubstitutionBoxes[] boxes, Walk walk);
}
