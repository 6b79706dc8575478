package dev.watchword.account;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.watchword.account.apache.ApacheStore;
import dev.watchword.account.file.HashFile;
import dev.watchword.account.mysql.MysqlStore;
import dev.watchword.account.nginx.NginxStore;
import dev.watchword.account.postgresql.ClusterFiles;
import dev.watchword.account.postgresql.PostgresqlStore;
import dev.watchword.account.proftpd.ProftpdStore;
import dev.watchword.account.pureftpd.PureFtpdStore;
import dev.watchword.account.redis.RedisStore;
import dev.watchword.account.shadow.ShadowStore;
import dev.watchword.account.snmp.SnmpStore;
import dev.watchword.account.tomcat.TomcatStore;
import dev.watchword.account.vsftpd.VsftpdStore;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whatever bytes stand in a store, reading ends without an exception and names no more than the bytes could hold. */
class StoreFuzzTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2024-11-21T12:00:00Z"));

    @FuzzTest
    void shadowAndPasswd(byte[] bytes) {
        ShadowStore store = new ShadowStore(CLOCK);
        check(bytes, read(store, Map.of("/etc/shadow", bytes)));
        check(bytes, read(store, Map.of("/etc/passwd", bytes, "/etc/shadow", bytes)));
        check(bytes, read(store, Map.of("/etc/nsswitch.conf", bytes)));
    }

    @FuzzTest
    void redisConfiguration(byte[] bytes) {
        check(bytes, read(new RedisStore(), Map.of("/etc/redis.conf", bytes)));
    }

    @FuzzTest
    void redisAclFile(byte[] bytes) {
        byte[] config = "aclfile /acl\n".getBytes(StandardCharsets.US_ASCII);
        check(bytes, read(new RedisStore(), Map.of("/etc/redis.conf", config, "/acl", bytes)));
    }

    @FuzzTest
    void tomcatFiles(byte[] bytes) {
        String conf = "/etc/tomcat9";
        byte[] users = "<tomcat-users><user name='a' password='pw'/></tomcat-users>".getBytes(StandardCharsets.UTF_8);
        check(bytes, read(new TomcatStore(), Map.of(conf + "/tomcat-users.xml", bytes)));
        check(
                bytes,
                read(
                        new TomcatStore(),
                        Map.of(
                                conf + "/server.xml",
                                bytes,
                                conf + "/tomcat-users.xml",
                                users,
                                conf + "/catalina.properties",
                                bytes)));
    }

    @FuzzTest
    void hashFile(byte[] bytes) {
        RecordingSink sink = new RecordingSink();
        new HashFile(CLOCK, Optional.empty()).read(new ByteArrayInputStream(bytes), "-", sink);
        check(bytes, sink);
    }

    @FuzzTest
    void ftpConfigurations(byte[] bytes) {
        check(bytes, read(new VsftpdStore(), Map.of("/etc/vsftpd.conf", bytes, "/etc/pam.d/ftp", bytes)));
        check(bytes, read(new ProftpdStore(), Map.of("/etc/proftpd/proftpd.conf", bytes)));
    }

    @FuzzTest
    void ftpDatabases(byte[] bytes) {
        byte[] config = "local_enable=YES\n".getBytes(StandardCharsets.US_ASCII);
        byte[] pam = "auth required pam_userdb.so db=/users\n".getBytes(StandardCharsets.US_ASCII);
        read(new VsftpdStore(), Map.of("/etc/vsftpd.conf", config, "/etc/pam.d/ftp", pam, "/users.db", bytes));
        read(new PureFtpdStore(), Map.of("/etc/pureftpd.pdb", bytes, "/etc/pureftpd.passwd", bytes));
    }

    @FuzzTest
    void mysqlFiles(byte[] bytes) {
        MysqlStore store = new MysqlStore(CLOCK);
        check(bytes, read(store, Map.of("/etc/my.cnf", bytes)));
        String table = "/var/lib/mysql/mysql/global_priv";
        read(store, Map.of(table + ".MAI", bytes, table + ".MAD", bytes));
        String user = "/var/lib/mysql/mysql/user";
        read(store, Map.of(user + ".MYD", bytes, user + ".MYI", bytes, user + ".frm", bytes));
        read(store, Map.of("/var/lib/mysql/mysql.ibd", bytes, "/var/lib/mysql/ibdata1", bytes));
    }

    @FuzzTest
    void webServerFiles(byte[] bytes) {
        byte[] apache = "AuthUserFile /users\n".getBytes(StandardCharsets.US_ASCII);
        byte[] nginx = "auth_basic_user_file /users;\n".getBytes(StandardCharsets.US_ASCII);
        check(bytes, read(new ApacheStore(), Map.of("/etc/apache2/apache2.conf", bytes, "/users", bytes)));
        check(bytes, read(new NginxStore(), Map.of("/etc/nginx/nginx.conf", bytes, "/users", bytes)));
        check(bytes, read(new ApacheStore(), Map.of("/etc/apache2/apache2.conf", apache, "/users", bytes)));
        check(bytes, read(new NginxStore(), Map.of("/etc/nginx/nginx.conf", nginx, "/users", bytes)));
    }

    @FuzzTest
    void snmpConfiguration(byte[] bytes) {
        check(bytes, read(new SnmpStore(), Map.of("/etc/snmp/snmpd.conf", bytes)));
    }

    @FuzzTest
    void postgresqlFiles(byte[] bytes) {
        PostgresqlStore store = new PostgresqlStore(CLOCK);
        String conf = "/etc/postgresql/15/main/";
        check(bytes, read(store, Map.of(conf + "postgresql.conf", bytes, conf + "pg_hba.conf", bytes)));
        Map<String, byte[]> files = new HashMap<>();
        ClusterFiles.all().forEach((path, whole) -> files.put("/var/lib/pgsql/data/" + path, whole));
        files.put("/var/lib/pgsql/data/global/1260", Arrays.copyOf(bytes, (bytes.length + 8_191) / 8_192 * 8_192));
        check(bytes, read(store, files));
    }

    private static RecordingSink read(AccountStore store, Map<String, byte[]> files) {
        RecordingSink sink = new RecordingSink();
        store.read(new MemoryRoot(files), sink);
        return sink;
    }

    private static void check(byte[] bytes, RecordingSink told) {
        int most = 2 * bytes.length + 10;
        assertTrue(told.accounts.size() <= most, "accounts");
        assertTrue(told.diagnostics.size() <= most, "diagnostics");
        for (String line : told.diagnostics) {
            assertTrue(line.chars().noneMatch(Character::isISOControl), "control character in a diagnostic");
        }
        told.accounts.forEach(account -> assertTrue(account.toString().length() < 3 * most + 2_000, "an account"));
    }
}
