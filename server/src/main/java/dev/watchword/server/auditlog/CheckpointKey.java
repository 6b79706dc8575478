package dev.watchword.server.auditlog;

import dev.watchword.server.database.Database;
import dev.watchword.server.secrets.AtRest;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/** The key that signs checkpoints: made at the first start, its private part sealed in the database. */
final class CheckpointKey {

    private static final String NAME = "audit";
    private static final String PLACE = "audit_key/" + NAME;

    private CheckpointKey() {}

    /** The key that is kept, or a new one that is kept from now on. */
    static KeyPair of(Database database, AtRest atRest) {
        return kept(database, atRest).orElseGet(() -> {
            KeyPair made = make();
            byte[] sealed = atRest.seal(PLACE, made.getPrivate().getEncoded());
            database.change(handle -> handle.execute(
                    "insert into audit_key (name, sealed, public) values (?, ?, ?)",
                    NAME,
                    sealed,
                    made.getPublic().getEncoded()));
            return made;
        });
    }

    /** The public part alone, for who verifies without the server's key file. */
    static Optional<PublicKey> publicKey(Database database) {
        return database.read(handle -> handle.createQuery("select public from audit_key where name = :name")
                .bind("name", NAME)
                .map((row, context) -> publicKey(row.getBytes("public")))
                .findOne());
    }

    private static Optional<KeyPair> kept(Database database, AtRest atRest) {
        return database.read(handle -> handle.createQuery("select sealed, public from audit_key where name = :name")
                .bind("name", NAME)
                .map((row, context) -> new KeyPair(
                        publicKey(row.getBytes("public")), privateKey(atRest.open(PLACE, row.getBytes("sealed")))))
                .findOne());
    }

    private static KeyPair make() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is missing", e);
        }
    }

    private static PublicKey publicKey(byte[] encoded) {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the audit log's public key is damaged", e);
        }
    }

    private static PrivateKey privateKey(byte[] encoded) {
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the audit log's private key is damaged", e);
        }
    }
}
