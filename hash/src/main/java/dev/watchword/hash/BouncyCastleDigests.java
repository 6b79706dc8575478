package dev.watchword.hash;

import java.security.MessageDigest;
import org.bouncycastle.jcajce.provider.digest.GOST3411;
import org.bouncycastle.jcajce.provider.digest.SM3;

/**
 * Digests that the JDK does not have. They stand apart from those who name them: the virtual machine checks the signature of the
 * library's whole archive when the first of its classes is touched, which is a fifth of the start of an audit.
 */
public final class BouncyCastleDigests {

    private BouncyCastleDigests() {}

    /** GB/T 32905: blocks of 64 bytes, 32 bytes. */
    public static MessageDigest sm3() {
        return new SM3.Digest();
    }

    /** GOST R 34.11-2012 (Streebog) with 256 bits: blocks of 64 bytes, 32 bytes. */
    public static MessageDigest streebog256() {
        return new GOST3411.Digest2012_256();
    }
}
