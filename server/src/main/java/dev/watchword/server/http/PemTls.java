package dev.watchword.server.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Reads a certificate chain and its key from PEM files (RFC 7468), the form in which authorities hand them out. */
public final class PemTls {

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");
    private static final int LARGEST = 1 << 20;

    private PemTls() {}

    /**
     * @param certificates the server's own first
     * @param key not encrypted, PKCS #8, readable by its owner and group only
     * @throws IOException when a file cannot be read or used; the message names the file and never its content
     */
    public static SSLContext of(Path certificates, Path key) throws IOException {
        try {
            char[] none = new char[0];
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, none);
            store.setKeyEntry("server", key(key), none, chain(certificates));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, none);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    certificates + " and " + key + " cannot be used for TLS: they may not belong together", e);
        }
    }

    private static Certificate[] chain(Path file) throws IOException {
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes(file)))
                    .toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw new IOException(file + " holds no certificate in PEM form");
            }
            return chain;
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no certificate in PEM form", e);
        }
    }

    private static PrivateKey key(Path file) throws IOException {
        if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            throw new IOException(file + " is a private key that everybody may read: chmod 600 it first");
        }
        Matcher found = PKCS8.matcher(new String(bytes(file), StandardCharsets.ISO_8859_1));
        if (!found.find()) {
            throw new IOException(file + " holds no unencrypted PKCS #8 key: openssl pkcs8 -topk8 -nodes -in " + file
                    + " -out KEY makes one");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                continue; // a key of another kind
            } catch (GeneralSecurityException e) {
                throw new IOException(algorithm + " is missing", e);
            }
        }
        throw new IOException(file + " holds a key that is none of " + ALGORITHMS);
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is larger than any PEM file should be");
        }
        return Files.readAllBytes(file);
    }
}
