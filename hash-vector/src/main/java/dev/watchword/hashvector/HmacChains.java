package dev.watchword.hashvector;

/**
 * PBKDF2's chains of HMACs (RFC 8018, section 5.2), one a lane: each link is the HMAC of the one before, and all of them are
 * added up without carry.
 */
interface HmacChains {

    int lanes();

    /** Bytes of a digest, which is a link. */
    int digestBytes();

    /** Bytes of a block, which a padded key fills. */
    int blockBytes();

    /**
     * Puts a chain into a lane.
     *
     * @param innerKey a block: the key, with the pad of the inner digest
     * @param outerKey a block: the key, with the pad of the outer digest
     * @param first the chain's first link
     */
    void put(int lane, byte[] innerKey, byte[] outerKey, byte[] first);

    /** Adds so many links to each chain. */
    void extend(int links);

    /** Writes the sum of a lane's links. */
    void take(int lane, byte[] sums, int offset);

    /** Forgets what the lanes hold. */
    void wipe();
}
