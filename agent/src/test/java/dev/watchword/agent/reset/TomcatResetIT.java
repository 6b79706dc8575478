package dev.watchword.agent.reset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.reset.service.ServicePlaces;
import dev.watchword.testing.RootFolder;
import dev.watchword.testing.TomcatServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resets of users of a real Tomcat, judged by logging in to it. */
class TomcatResetIT {

    private static final String OLD = "0ld-Passw0rd";
    private static final String NEW = "N3w:Pässwörd \"<&>'\\ #1";
    private static final String USERS = TomcatServer.BASE + "/conf/tomcat-users.xml";
    private static final String SERVER = TomcatServer.BASE + "/conf/server.xml";
    private static final List<String> VERIFIED = List.of("applied {}", "verified {\"obstacles\":[]}");

    @TempDir
    private Path home = Path.of("");

    private RootFolder root;
    private TestHost host;

    @BeforeEach
    void makeAHost() throws IOException {
        root = RootFolder.create(Files.createDirectory(home.resolve("root")));
        host = new TestHost(root.path(), home, ServicePlaces.of(root.path(), Set.of("tomcat")));
    }

    /** Tomcat looks for changes every ten seconds and wants a file to be two seconds old. */
    @Test
    void aRunningServerTakesIt() throws Exception {
        // no LockOutRealm around it: to ask until it is there would lock the user
        root.write(
                        SERVER,
                        TomcatServer.serverXml("<Realm className=\"org.apache.catalina.realm.UserDatabaseRealm\""
                                + " resourceName=\"UserDatabase\"/>"))
                .write(USERS, TomcatServer.usersXml("<user username=\"ann\" password=\"" + OLD + "\" roles=\"x\"/>"));
        try (TomcatServer tomcat = TomcatServer.start(root)) {
            assertTrue(tomcat.login("ann", OLD));
            assertEquals(VERIFIED, host.hears(host.command("tomcat:ann", NEW, true)));
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!tomcat.login("ann", NEW) && System.nanoTime() < end) {
                Thread.sleep(2_000);
            }
            assertTrue(tomcat.login("ann", NEW));
            assertFalse(tomcat.login("ann", OLD));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MessageDigestCredentialHandler|algorithm='SHA-256'|[0-9a-f]{64}\\$10000\\$[0-9a-f]{64}",
                "SecretKeyCredentialHandler|algorithm='PBKDF2WithHmacSHA512'|[0-9a-f]{64}\\$20000\\$[0-9a-f]{40}"
            })
    void writesWhatTheRealmsHandlerReads(String handler, String attributes, String shape) throws IOException {
        String realm = "<Realm className='org.apache.catalina.realm.MemoryRealm'><CredentialHandler"
                + " className='org.apache.catalina.realm." + handler + "' " + attributes + "/></Realm>";
        String digest = "c2c9d3ab3ab3aa2bb5fcde35b1b0dc5d6e3c9a87b3d1d2b70a2e8d0f6b1c3a55";
        root.write(SERVER, TomcatServer.serverXml(realm))
                .write(USERS, TomcatServer.usersXml("<user username='ann' password='00$1$" + digest + "' roles='x'/>"));
        assertEquals(
                List.of("applied {}", "verified {\"obstacles\":[\"service_must_restart\"]}"),
                host.hears(host.command("tomcat:ann", NEW, true)));
        String written = root.read(USERS).replaceAll("(?s).*password='([^']*)'.*", "$1");
        assertTrue(written.matches(shape), written);
        try (TomcatServer tomcat = TomcatServer.start(root)) {
            assertTrue(tomcat.login("ann", NEW));
            assertFalse(tomcat.login("ann", OLD));
            assertFalse(tomcat.login("ann", written), "the text itself opens nothing");
        }
    }

    @Test
    void changesOneAttributeAndNotAByteBesides() throws IOException {
        String before = """
                <?xml version='1.0' encoding='ISO-8859-1'?>
                <!-- <user username="ann" password="in a comment"/> -->
                <tomcat-users><?note <user username="ann" password="x"/> ?>
                  <role rolename="r\u00f4le"/><![CDATA[<user username="ann" password="x"/>]]>
                \t<user roles = "r\u00f4le"  password\t=\r\n 'Old &quot;1'   username='ann' />\r
                  <user username="bob" password="Old-2"></user>
                </tomcat-users>
                """;
        Path file = root.write(USERS, "").resolve(USERS);
        Files.write(file, before.getBytes(StandardCharsets.ISO_8859_1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Files.setAttribute(file, "unix:uid", 4711);
        Files.setAttribute(file, "unix:gid", 4712);
        assertEquals("verified", last(host.hears(host.command("tomcat:ann", "N3w 'ä'", true))));
        assertArrayEquals(
                before.replace("'Old &quot;1'", "'N3w &#39;&#228;&#39;'").getBytes(StandardCharsets.ISO_8859_1),
                Files.readAllBytes(file));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(4711, Files.getAttribute(file, "unix:uid"));
        assertEquals(4712, Files.getAttribute(file, "unix:gid"));
        try (Stream<Path> files = Files.list(file.resolveSibling("."))) {
            assertEquals(
                    List.of(file.getFileName()), files.map(Path::getFileName).toList());
        }
    }

    /** Versions that this may be disagree on who reads the text, so whatever is written may lock the user out. */
    @Test
    void leavesARealmAloneWhoseReleaseDecidesOnTheForm() throws IOException {
        String users = TomcatServer.usersXml("<user username='ann' password='" + "ab".repeat(16) + "'/>");
        root.write(
                        SERVER,
                        TomcatServer.serverXml(
                                "<Realm className='org.apache.catalina.realm.MemoryRealm' digest='MD5'/>"))
                .write(USERS, users);
        assertEquals(reason("unsupported_store"), host.hears(host.command("tomcat:ann", NEW, true)));
        assertEquals(users, root.read(USERS));
    }

    @Test
    void saysWhyItDidNothing() throws IOException {
        String users = TomcatServer.usersXml("<user username='ann' password='" + OLD + "'/><user username='nil'/>");
        root.write(USERS, users).write("/opt/tomcat-b/conf/tomcat-users.xml", users.replace("nil", "eva"));
        assertEquals(reason("account_missing"), host.hears(host.command("tomcat:nobody", NEW, true)));
        assertEquals(reason("unsupported_store"), host.hears(host.command("tomcat:ann", NEW, true)), "two have it");
        assertEquals(reason("unsupported_store"), host.hears(host.command("tomcat:nil", NEW, true)), "no attribute");
        root.write("/opt/tomcat-b/conf/tomcat-users.xml", TomcatServer.usersXml(""));
        assertEquals(
                reason("unsupported_store"),
                host.hears(host.command("tomcat:ann", "a${catalina.base}", true)),
                "Tomcat would put the property in its place");
        assertEquals(users, root.read(USERS));
        root.write(USERS, users.replace("<tomcat-users", "<!DOCTYPE x []><tomcat-users"));
        assertEquals(reason("unsupported_store"), host.hears(host.command("tomcat:ann", NEW, true)));
    }

    private static String last(List<String> told) {
        return told.getLast().split(" ", 2)[0];
    }

    private static List<String> reason(String word) {
        return List.of("failed {\"reason\":\"" + word + "\"}");
    }
}
