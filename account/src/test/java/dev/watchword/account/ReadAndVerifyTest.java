package dev.watchword.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.postgresql.ClusterFiles;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file to a password: what a reader hands on is what a scheme verifies. */
class ReadAndVerifyTest {

    private static final String PASSWORD = "Summer2024!";

    @Test
    void everyBuiltInStoreHandsOnWhatItsSchemesVerify(@TempDir Path folder) throws IOException {
        // hashes of glibc, libxcrypt and sha256sum; the Tomcat digest was computed from its documentation
        Tree tree = new Tree(folder)
                .file("/etc/passwd", "des:x:1:1::/:/bin/sh", "md5:x:2:2::/:/bin/sh", "yes:x:3:3::/:/bin/sh")
                .file(
                        "/etc/shadow",
                        "des:abMo/v7YAw2As:20000:0:99999:7:::",
                        "md5:!$1$saltsalt$rsR8r8J.Yz2zaqiFuYUVj0:20000:0:99999:7:::",
                        "yes:$y$j75$saltsaltsaltsaltsalt/.$BSHi8B4G8F0MWfDb3Y5UPX96lohoO0qIqEt7PKYkX8C:20000:0:99999:7:::")
                .file(
                        "/etc/redis/redis.conf",
                        "requirepass \"Summer2024!\"",
                        "user bob on #323725e8eff4df0a4974d6ea8c73017aa6467d94e09382745b7a988cec0fba0a ~* +@all")
                .file(
                        "/opt/tomcat/conf/server.xml",
                        "<Server><Realm className='org.apache.catalina.realm.MemoryRealm'><CredentialHandler"
                                + " className='org.apache.catalina.realm.MessageDigestCredentialHandler'"
                                + " algorithm='SHA-256'/></Realm></Server>")
                .file(
                        "/opt/tomcat/conf/tomcat-users.xml",
                        "<tomcat-users><user username='tom' password='000102030405060708090a0b0c0d0e0f$1000$"
                                + "1d38e3ff7ee10f667c05169486a9186cf7b43b745bc9bc81295e5fae55c8a104'/></tomcat-users>")
                .file("/etc/vsftpd.conf", "anonymous_enable=NO", "local_enable=YES")
                .file("/etc/pam.d/ftp", "auth required pam_pwdfile.so pwdfile=/etc/vsftpd.passwd")
                .file("/etc/vsftpd.passwd", "fay:$1$saltsalt$rsR8r8J.Yz2zaqiFuYUVj0")
                .file("/etc/proftpd/proftpd.conf", "AuthUserFile /etc/proftpd/ftpd.passwd")
                .file("/etc/proftpd/ftpd.passwd", "pro:abMo/v7YAw2As:1:1::/srv:/bin/false")
                .file("/etc/pureftpd.passwd", "pure:$1$saltsalt$rsR8r8J.Yz2zaqiFuYUVj0:1:1::/srv/./::::::::::::")
                .file("/etc/apache2/apache2.conf", "AuthUserFile users")
                .file("/etc/apache2/users", "apa:$apr1$saltsalt$ptY.cDN6jkr/9lq4pkr9i1")
                .file("/etc/nginx/nginx.conf", "auth_basic_user_file users;")
                .file("/etc/nginx/users", "ngi:{SHA}fosKNDPxIQqWmdhUIONjobFi7Kw=")
                .file("/etc/snmp/snmpd.conf", "rocommunity Summer2024!")
                .bytes("/var/lib/mysql/mysql/global_priv.MAI", mariaDb("MAI"))
                .bytes("/var/lib/mysql/mysql/global_priv.MAD", mariaDb("MAD"));
        ClusterFiles.plant(tree, "/var/lib/pgsql/data");
        for (AccountStore store : AccountStores.all()) {
            RecordingSink told = tree.read(store);
            assertFalse(told.accounts.isEmpty(), store.title());
            assertEquals(List.of(), told.incomplete);
            assertEquals(List.of(), told.diagnostics);
            told.accounts.forEach(ReadAndVerifyTest::isOpenedByItsPassword);
        }
    }

    /** A table of MariaDB 10.11.19 from which all accounts but one were deleted. */
    private static byte[] mariaDb(String end) throws IOException {
        try (InputStream packed = ReadAndVerifyTest.class.getResourceAsStream("mysql/one-account." + end + ".gz");
                InputStream plain = new GZIPInputStream(packed)) {
            return plain.readAllBytes();
        }
    }

    private static void isOpenedByItsPassword(Account account) {
        assertEquals(1, account.credentials().size(), account::userName);
        EncodedHash hash = account.credentials().getFirst();
        HashScheme scheme = HashSchemes.byId(hash.scheme()).orElseThrow();
        if (!(scheme.parse(hash) instanceof Parsed.Readable readable)) {
            throw new AssertionError(account.userName());
        }
        assertTrue(Verifier.matches(scheme, readable.hash(), PASSWORD.getBytes(StandardCharsets.UTF_8)));
        assertFalse(Verifier.matches(scheme, readable.hash(), "Winter2024!".getBytes(StandardCharsets.UTF_8)));
    }
}
