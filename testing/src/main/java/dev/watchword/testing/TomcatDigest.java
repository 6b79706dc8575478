package dev.watchword.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * Tomcat's own tool for stored credentials, which its {@code digest.sh} starts ({@code
 * org.apache.catalina.realm.RealmBase}). The clear password goes to it by standard input.
 *
 * @param handler full class name of the credential handler
 * @param algorithm a MessageDigest or SecretKeyFactory name of the JDK
 * @param options further options, such as {@code -i 1000} (iterations), {@code -s 16} (salt bytes), {@code -k 256} (key
 * bits)
 */
public record TomcatDigest(String handler, String algorithm, List<String> options) {

    public TomcatDigest {
        options = List.copyOf(options);
    }

    /** The handler for MessageDigest algorithms, with Tomcat's own iterations (1) and no salt unless set. */
    public static TomcatDigest messageDigest(String algorithm) {
        return new TomcatDigest(
                "org.apache.catalina.realm.MessageDigestCredentialHandler", algorithm, List.of("-i", "1", "-s", "0"));
    }

    /** The handler for SecretKeyFactory algorithms such as {@code PBKDF2WithHmacSHA512}, with Tomcat's defaults. */
    public static TomcatDigest secretKey(String algorithm) {
        return new TomcatDigest("org.apache.catalina.realm.SecretKeyCredentialHandler", algorithm, List.of());
    }

    public TomcatDigest iterations(int count) {
        return with("-i", count);
    }

    public TomcatDigest saltBytes(int length) {
        return with("-s", length);
    }

    /** Bits of the derived key; the handler for message digests has none. */
    public TomcatDigest keyBits(int length) {
        return with("-k", length);
    }

    private TomcatDigest with(String option, int value) {
        List<String> all = new ArrayList<>(options);
        int at = all.indexOf(option);
        if (at >= 0) {
            all.subList(at, at + 2).clear();
        }
        all.addAll(List.of(option, Integer.toString(value)));
        return new TomcatDigest(handler, algorithm, all);
    }

    /** The stored credential for a password of one line. Starts a JVM: about half a second. */
    public String store(String password) {
        List<String> arguments = new ArrayList<>(List.of("-e", "UTF-8", "-a", algorithm, "-h", handler));
        arguments.addAll(options);
        arguments.addAll(List.of("-f", "/dev/stdin"));
        String output = Command.of(TomcatPrograms.java(List.of(), "org.apache.catalina.realm.RealmBase", arguments))
                .input(password + "\n")
                .runOrFail()
                .stripTrailing();
        String prefix = password + ":";
        if (!output.startsWith(prefix) || output.indexOf('\n') >= 0) {
            throw new FixtureFailure("Tomcat's digest tool printed something else than password:credential");
        }
        return output.substring(prefix.length());
    }
}
