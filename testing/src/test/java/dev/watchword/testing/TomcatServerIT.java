package dev.watchword.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TomcatServerIT {

    private static final String USERS = TomcatServer.BASE + "/conf/tomcat-users.xml";
    private static final String SERVER = TomcatServer.BASE + "/conf/server.xml";

    private RootFolder root;

    @BeforeEach
    void makeRoot(@TempDir Path folder) {
        root = RootFolder.create(folder);
    }

    @Test
    void clearPasswordOfTheDefaultRealmLogsIn() {
        root.write(USERS, TomcatServer.usersXml("""
                <user username="anna" password="Maple tr\u00e9e &lt;1&gt;" roles="manager-gui"/>
                <user username="bert" password="0ak"/>
                """));
        try (TomcatServer tomcat = TomcatServer.start(root)) {
            assertTrue(tomcat.login("anna", "Maple tr\u00e9e <1>"));
            assertFalse(tomcat.login("anna", "Maple tree <1>"));
            assertTrue(tomcat.login("bert", "0ak"), "a user without roles is a user");
            assertFalse(tomcat.login("carl", ""));
        }
    }

    @Test
    void credentialsOfTomcatsOwnToolLogIn() {
        String plainDigest = TomcatDigest.messageDigest("SHA-256").store("0ak");
        String salted = TomcatDigest.messageDigest("SHA-512")
                .saltBytes(16)
                .iterations(1000)
                .store("Maple tr\u00e9e");
        assertEquals(64, plainDigest.length());
        assertTrue(salted.matches("[0-9a-f]{32}\\$1000\\$[0-9a-f]{128}"));

        root.write(USERS, TomcatServer.usersXml("""
                <user username="plain" password="%s"/>
                <user username="salted" password="%s"/>
                """.formatted(plainDigest, salted)));
        root.write(SERVER, TomcatServer.serverXml(userDatabase("""
                <CredentialHandler className="org.apache.catalina.realm.NestedCredentialHandler">
                  <CredentialHandler className="org.apache.catalina.realm.MessageDigestCredentialHandler"
                                     algorithm="SHA-256"/>
                  <CredentialHandler className="org.apache.catalina.realm.MessageDigestCredentialHandler"
                                     algorithm="SHA-512"/>
                </CredentialHandler>
                """)));
        try (TomcatServer tomcat = TomcatServer.start(root)) {
            assertTrue(tomcat.login("plain", "0ak"));
            assertFalse(tomcat.login("plain", plainDigest));
            assertTrue(tomcat.login("salted", "Maple tr\u00e9e"));
            assertFalse(tomcat.login("salted", "Maple tree"));
        }
    }

    @Test
    void derivedKeysOfTomcatsOwnToolLogIn() {
        String derived = TomcatDigest.secretKey("PBKDF2WithHmacSHA512")
                .saltBytes(16)
                .iterations(2000)
                .keyBits(256)
                .store("Maple-tr33");
        assertTrue(derived.matches("[0-9a-f]{32}\\$2000\\$[0-9a-f]{64}"));

        root.write("/srv/app/conf/tomcat-users.xml", TomcatServer.usersXml("""
                <user username="anna" password="%s"/>
                """.formatted(derived)));
        root.write("/srv/app/conf/server.xml", TomcatServer.serverXml(userDatabase("""
                <CredentialHandler className="org.apache.catalina.realm.SecretKeyCredentialHandler"
                                   algorithm="PBKDF2WithHmacSHA512" keyLength="256"/>
                """)));
        try (TomcatServer tomcat = TomcatServer.start(root, "/srv/app")) {
            assertTrue(tomcat.login("anna", "Maple-tr33"));
            assertFalse(tomcat.login("anna", "Maple-tr34"));
        }
    }

    @Test
    void memoryRealmReadsItsUsers() {
        root.write(USERS, TomcatServer.usersXml("<user name=\"anna\" password=\"0ak\"/>"));
        root.write(SERVER, TomcatServer.serverXml("<Realm className=\"org.apache.catalina.realm.MemoryRealm\"/>"));
        try (TomcatServer tomcat = TomcatServer.start(root)) {
            assertTrue(tomcat.login("anna", "0ak"));
            assertFalse(tomcat.login("anna", "0ax"));
        }
    }

    @Test
    void brokenServerXmlFailsWithTomcatsOwnWords() {
        root.write(SERVER, "<Server port='-1'><Service");
        FixtureFailure failure = assertThrows(FixtureFailure.class, () -> TomcatServer.start(root));
        assertTrue(failure.toString().contains("server.xml"), failure.toString());
    }

    @Test
    void unknownAlgorithmOfTheToolFails() {
        TomcatDigest unknown = TomcatDigest.messageDigest("NO-SUCH-DIGEST");
        assertThrows(FixtureFailure.class, () -> unknown.store("0ak"));
    }

    private static String userDatabase(String credentialHandler) {
        return """
                <Realm className="org.apache.catalina.realm.UserDatabaseRealm" resourceName="UserDatabase">
                %s</Realm>
                """.formatted(credentialHandler);
    }
}
