package dev.watchword.account;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.apache.ApacheStore;
import dev.watchword.account.berkeley.BerkeleyDb;
import dev.watchword.account.berkeley.BerkeleyDbTest;
import dev.watchword.account.file.HashFile;
import dev.watchword.account.htpasswd.PasswordFiles;
import dev.watchword.account.mysql.InnodbUserTableTest;
import dev.watchword.account.mysql.MyisamUserTableTest;
import dev.watchword.account.mysql.MysqlStore;
import dev.watchword.account.mysql.MysqlStoreTest;
import dev.watchword.account.nginx.NginxStore;
import dev.watchword.account.pam.PamService;
import dev.watchword.account.postgresql.ClusterFiles;
import dev.watchword.account.postgresql.PostgresqlStore;
import dev.watchword.account.proftpd.ProftpdStore;
import dev.watchword.account.pureftpd.PureDb;
import dev.watchword.account.pureftpd.PureFtpdStore;
import dev.watchword.account.pureftpd.PureFtpdStoreTest;
import dev.watchword.account.redis.RedisStore;
import dev.watchword.account.running.RunningServers;
import dev.watchword.account.running.RunningServersTest;
import dev.watchword.account.session.LocalSessionsTest;
import dev.watchword.account.session.mysql.MysqlConversation;
import dev.watchword.account.session.postgresql.PostgresqlConversation;
import dev.watchword.account.session.postgresql.PostgresqlConversationTest;
import dev.watchword.account.shadow.ShadowStore;
import dev.watchword.account.snmp.SnmpStore;
import dev.watchword.account.tomcat.TomcatStore;
import dev.watchword.account.vsftpd.VsftpdStore;
import dev.watchword.testing.Mutations;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every parser of this room with sound input of its own, which trials damage. */
final class ParserTrials {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2024-11-21T12:00:00Z"));

    private static final String SHA512CRYPT =
            "$6$saltsalt$qFmFH.bQmmtXzyBY0s9v7Oicd2z4XSIecDzlB5KiA2/jctKu9YterLp8wwnSq." + "qc.eoxqOmSuNp2xS0ktL3nh/";
    private static final String APR1 = "$apr1$saltsalt$ptY.cDN6jkr/9lq4pkr9i1";

    private ParserTrials() {}

    /**
     * A parser that is put to the measure.
     *
     * @param of the classes whose parsing it is
     * @param text whether it reads lines, in which damage is often just another value
     * @param trial reads one damaged input
     */
    record ParserTrial(List<Class<?>> of, boolean text, Mutations.Trial trial) {
        @Override
        public String toString() {
            return of.getFirst().getSimpleName();
        }
    }

    static List<ParserTrial> all() throws Exception {
        return List.of(
                parser(BerkeleyDbTest.mutations("small-hash.db"), BerkeleyDb.class),
                parser(BerkeleyDbTest.mutations("small-btree.db"), BerkeleyDb.class),
                parser(PureFtpdStoreTest.mutations(), PureDb.class),
                parser(MysqlStoreTest.mutations(), MysqlStore.class),
                parser(MyisamUserTableTest.mutations(), MysqlStore.class),
                parser(InnodbUserTableTest.mutations(), MysqlStore.class),
                parser(LocalSessionsTest.mutations(), MysqlConversation.class),
                parser(PostgresqlConversationTest.mutations(), PostgresqlConversation.class),
                parser(RunningServersTest.mutations(), RunningServers.class),
                hashFile(),
                store(
                        new ShadowStore(CLOCK),
                        file(
                                "/etc/passwd",
                                "root:x:0:0:root:/root:/bin/sh\nann:x:1000:1000:Ann Doe,,:/home/ann:/bin/sh\n"),
                        file(
                                "/etc/shadow",
                                "root:" + SHA512CRYPT + ":19700:0:99999:7:::\nann:!:19700:0:90:7:30:20000:\n"),
                        file("/etc/nsswitch.conf", "passwd: files systemd\nshadow: files\n")),
                store(
                        new RedisStore(),
                        file(
                                "/etc/redis/redis.conf",
                                "bind 127.0.0.1 -::1\nrequirepass \"pa ss\\x41\"\nuser ann on >one #" + "0".repeat(64)
                                        + " ~* +@all\ninclude /etc/redis/more.conf\naclfile /etc/users.acl\n"),
                        file("/etc/redis/more.conf", "masterauth 'it\\'s'\nport 0\nunixsocket /run/redis.sock\n"),
                        file("/etc/users.acl", "user default on nopass ~* &* +@all\nuser bob on >b (~a +get)\n")),
                store(
                        new TomcatStore(),
                        file(
                                "/etc/tomcat9/server.xml",
                                "<Server><Service><Connector port='8080'/><Engine><Realm className='org.apache.catalina."
                                        + "realm.UserDatabaseRealm' resourceName='UserDatabase'><CredentialHandler className='org."
                                        + "apache.catalina.realm.MessageDigestCredentialHandler' algorithm='${a}'/></Realm></Engine>"
                                        + "</Service></Server>"),
                        file("/etc/tomcat9/catalina.properties", "a=SHA-\\\n 256\nb = \\u0041\n"),
                        file(
                                "/etc/tomcat9/tomcat-users.xml",
                                "<tomcat-users><role rolename='r'/><user username='a' password='b&amp;&#65;' roles='r'/>"
                                        + "</tomcat-users>")),
                store(
                        new VsftpdStore(),
                        List.of(PamService.class),
                        file("/etc/vsftpd.conf", "anonymous_enable=YES\nlocal_enable=YES\npam_service_name=ftp\n"),
                        file(
                                "/etc/pam.d/ftp",
                                "auth [success=1 default=ignore] pam_userdb.so db=/users \\\n crypt=none\n"
                                        + "auth required pam_pwdfile.so pwdfile /pw\n@include more\n"),
                        file("/etc/pam.d/more", "auth include other\nauth requisite pam_deny.so\n"),
                        file("/pw", "ann:" + APR1 + "\nbob:\n"),
                        Map.entry("/users.db", BerkeleyDbTest.database("small-btree.db"))),
                store(
                        new ProftpdStore(),
                        file(
                                "/etc/proftpd/proftpd.conf",
                                "<Global>\nAuthUserFile \"/etc/ftpd passwd\"\n</Global>\n<Anonymous ~ftp>\n User ftp\n"
                                        + "</Anonymous>\nInclude /etc/proftpd/more.conf\n"),
                        file("/etc/proftpd/more.conf", "<VirtualHost 192.0.2.1>\nAuthUserFile /u\n</VirtualHost>\n"),
                        file("/etc/ftpd passwd", "joe:" + SHA512CRYPT + ":1001:1001:Joe:/srv:/bin/false\n"),
                        file("/u", "nil::1003:1003::/srv/ftp/nil:/bin/false\n")),
                store(
                        new PureFtpdStore(),
                        file("/etc/pure-ftpd/conf/NoAnonymous", "no"),
                        file("/etc/passwd", "ftp:x:101:65534::/srv/ftp:/usr/sbin/nologin\n"),
                        file("/etc/pureftpd.passwd", "ann:" + SHA512CRYPT + ":1:1:Ann:/srv/./::::::::::::\n")),
                store(
                        new MysqlStore(CLOCK),
                        file("/etc/my.cnf", "[mysqld]\ndatadir = /srv/db\n!includedir /etc/my.cnf.d\n"),
                        file("/etc/my.cnf.d/a.cnf", "[client]\npassword='x'\n[mysqld]\nskip-grant-tables\n"),
                        Map.entry("/srv/db/mysql/user.ibd", new byte[10])),
                store(
                        new ApacheStore(),
                        List.of(PasswordFiles.class),
                        file(
                                "/etc/apache2/apache2.conf",
                                "Define P /srv\nListen 127.0.0.1:80\nInclude sites/*\nAuthUserFile ${P}/users\n"),
                        file(
                                "/etc/apache2/sites/a",
                                "<Directory \"/srv\">\nAllowOverride \\\n AuthConfig\n</Directory>\n"),
                        file("/srv/.htaccess", "AuthUserFile /srv/more\n"),
                        file("/srv/users", "ann:" + APR1 + "\nbob:{SHA}fosKNDPxIQqWmdhUIONjobFi7Kw=\n"),
                        file("/srv/more", "eva:$2y$05$" + "a".repeat(53) + "\n")),
                store(
                        new NginxStore(),
                        file(
                                "/etc/nginx/nginx.conf",
                                "http { server { listen 80; auth_basic \"a;{\"; auth_basic_user_file 'pw';\n"
                                        + "include sites/*; } }"),
                        file("/etc/nginx/sites/a", "location ~ \"x{2}\" { auth_basic_user_file /srv/a\\ b; }"),
                        file("/etc/nginx/pw", "ann:" + APR1 + "\ncle:{PLAIN}pw\n"),
                        file("/srv/a b", "bob:{SSHA}b4OBCpphXIPyYxJ9IOFyA8oVSgqj:x\n")),
                store(
                        new SnmpStore(),
                        file(
                                "/etc/snmp/snmpd.conf",
                                "rocommunity public default -V systemonly\ncom2sec -Cn c n 10.0.0.0/8 \"s 3\"\n"
                                        + "createUser ann SHA-512 \"a passphrase\" AES other\nrouser ann\nincludeDir more.d\n"),
                        file("/etc/snmp/more.d/a.conf", "rwcommunity6 six ::1\ntrapsink 10.1.1.1 traps\n"),
                        file(
                                "/var/lib/snmp/snmpd.conf",
                                "usmUser 1 3 0x80001f88 \"ann\" \"ann\" NULL .1.3.6.1.6.3.10.1.1.3 0x00ff .1.3 0x00 \"\"\n")),
                postgresql());
    }

    private static ParserTrial parser(Mutations.Trial trial, Class<?>... of) {
        return new ParserTrial(List.of(of), false, trial);
    }

    private static Map.Entry<String, byte[]> file(String path, String text) {
        return Map.entry(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static ParserTrial hashFile() {
        byte[] sound = ("ann:" + SHA512CRYPT + ":19700:0:99999:7:::\nbob:{SSHA}b4OBCpphXIPyYxJ9IOFyA8oVSgqj\n"
                        + "Administrator:500:aad3b435b51404eeaad3b435b51404ee:"
                        + "31d6cfe0d16ae931b73c59d7e0c089c0:::\n"
                        + "\"postgres\",\"SCRAM-SHA-256$4096:c2FsdA==$a:b\"\n")
                .getBytes(StandardCharsets.UTF_8);
        return new ParserTrial(List.of(HashFile.class), true, random -> {
            RecordingSink sink = new RecordingSink();
            byte[] damaged = Mutations.damaged(sound, random);
            new HashFile(CLOCK, Optional.empty()).read(new ByteArrayInputStream(damaged), "-", sink);
            return isWhole(sink);
        });
    }

    private static ParserTrial postgresql() {
        String data = "/var/lib/pgsql/data/";
        Map<String, byte[]> files = new HashMap<>();
        ClusterFiles.all().forEach((path, bytes) -> files.put(data + path, bytes));
        files.put(
                data + "postgresql.conf",
                "port = 5433 # x\ninclude_if_exists 'a''b'\n".getBytes(StandardCharsets.UTF_8));
        files.put(
                data + "pg_hba.conf",
                "local all all trust\nhost \"a b\",c all 10.0.0.0/8 md5\ninclude x\n".getBytes(StandardCharsets.UTF_8));
        return store(new PostgresqlStore(CLOCK), List.of(), files);
    }

    @SafeVarargs
    private static ParserTrial store(AccountStore store, Map.Entry<String, byte[]>... files) {
        return store(store, List.of(), Map.ofEntries(files));
    }

    @SafeVarargs
    private static ParserTrial store(AccountStore store, List<Class<?>> also, Map.Entry<String, byte[]>... files) {
        return store(store, also, Map.ofEntries(files));
    }

    /** A store of which one file is damaged each time. */
    private static ParserTrial store(AccountStore store, List<Class<?>> also, Map<String, byte[]> sound) {
        List<String> paths = sound.keySet().stream().sorted().toList();
        List<Class<?>> of = new ArrayList<>(List.of(store.getClass()));
        of.addAll(also);
        assertFalse(told(store, sound).covered.isEmpty(), store.title() + " finds nothing in what is sound");
        return new ParserTrial(List.copyOf(of), true, random -> {
            Map<String, byte[]> files = new HashMap<>(sound);
            files.computeIfPresent(
                    paths.get(random.nextInt(paths.size())), (path, bytes) -> Mutations.damaged(bytes, random));
            RecordingSink sink = told(store, files);
            int most =
                    2 * files.values().stream().mapToInt(bytes -> bytes.length).sum();
            assertTrue(sink.accounts.size() <= most, "more accounts than there could be");
            return isWhole(sink);
        });
    }

    private static RecordingSink told(AccountStore store, Map<String, byte[]> files) {
        RecordingSink sink = new RecordingSink();
        store.read(new MemoryRoot(files), sink);
        return sink;
    }

    private static boolean isWhole(RecordingSink sink) {
        return sink.incomplete.isEmpty() && sink.diagnostics.isEmpty();
    }
}
