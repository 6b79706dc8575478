package dev.watchword.hashvector;

/**
 * The rounds that md5crypt and SHA-crypt have in common, on a group of lanes that need equally many blocks in each kind of
 * round: key or digest, in two of three the salt, in six of seven the key, digest or key.
 */
interface CryptRounds {

    int lanes();

    /** Takes the lanes' number of blocks in each kind of round; lanes put before are gone. */
    void shape(CryptShape shape);

    /**
     * Puts a pair into a lane.
     *
     * @param begun the digest that the rounds begin with
     * @param key what stands for the key, in the first {@code keyLength} bytes
     * @param salt what stands for the salt, in the first {@code saltLength} bytes
     */
    void put(int lane, byte[] begun, byte[] key, int keyLength, byte[] salt, int saltLength);

    /** Turns every lane so often. */
    void turn(int rounds);

    /** Writes a lane's digest. */
    void take(int lane, byte[] digests, int offset);

    /** Forgets what the lanes hold. */
    void wipe();
}
