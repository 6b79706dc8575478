package dev.watchword.e2e;

import dev.watchword.testing.Command;
import dev.watchword.testing.DebianPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A certificate authority that nobody trusts but who is given its file, made by openssl.
 *
 * @param folder holds its key, its certificate and those that it signs
 */
record TestAuthority(Path folder) {

    /** A certificate chain and its key, PEM. */
    record Issued(Path certificate, Path key) {}

    static TestAuthority in(Path folder) throws IOException {
        DebianPackage.OPENSSL.require();
        TestAuthority authority = new TestAuthority(Files.createDirectories(folder));
        authority.openssl(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=Test-Authority"
                        + " -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign"
                        + " -keyout ca.key -out ca.pem");
        return authority;
    }

    /** What a client is to trust. */
    Path certificate() {
        return folder.resolve("ca.pem");
    }

    /** A server's certificate for these DNS names and no address. */
    Issued issue(String name, String other) throws IOException {
        openssl("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=" + name + " -keyout " + name
                + ".key -out " + name + ".csr");
        Files.writeString(folder.resolve(name + ".ext"), "subjectAltName=DNS:" + name + ",DNS:" + other + "\n");
        openssl("x509 -req -in " + name + ".csr -CA ca.pem -CAkey ca.key -days 2 -set_serial 7 -extfile " + name
                + ".ext -out " + name + ".pem");
        return new Issued(folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
    }

    private void openssl(String arguments) {
        Command.of("/bin/sh", "-euc", "umask 077; cd \"$1\"; exec openssl " + arguments, "sh", folder.toString())
                .runOrFail();
    }
}
