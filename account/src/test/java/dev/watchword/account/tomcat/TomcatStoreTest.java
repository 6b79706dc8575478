package dev.watchword.account.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.account.Tree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TomcatStoreTest {

    private static final String CONF = "/opt/tomcat/conf";
    private static final String USER_DATABASE = "<Realm className=\"org.apache.catalina.realm.UserDatabaseRealm\"";

    /** Salt, one iteration count and digest in Tomcat's form; the password is not known to the reader. */
    private static final String SALTED = "000102030405060708090a0b0c0d0e0f$1000$"
            + "1d38e3ff7ee10f667c05169486a9186cf7b43b745bc9bc81295e5fae55c8a104";

    @TempDir
    Path folder;

    private Tree tree;

    @BeforeEach
    void empty() {
        tree = new Tree(folder);
    }

    private void server(String... inside) {
        tree.file(
                CONF + "/server.xml",
                "<?xml version='1.0' encoding='utf-8'?>",
                "<Server port='8005'>",
                "<GlobalNamingResources><Resource name='UserDatabase' auth='Container'"
                        + " type='org.apache.catalina.UserDatabase'"
                        + " factory='org.apache.catalina.users.MemoryUserDatabaseFactory'"
                        + " pathname='conf/tomcat-users.xml'/></GlobalNamingResources>",
                "<Service name='Catalina'>" + String.join("\n", inside) + "</Service></Server>");
    }

    private RecordingSink users(String... lines) {
        return tree.file(
                        CONF + "/tomcat-users.xml",
                        "<tomcat-users xmlns=\"http://tomcat.apache.org/xml\" version=\"1.0\">",
                        String.join("\n", lines),
                        "</tomcat-users>")
                .read(new TomcatStore());
    }

    private void handler(String handler) {
        server("<Connector port='8080'/><Engine>" + USER_DATABASE + " resourceName='UserDatabase'>" + handler
                + "</Realm></Engine>");
    }

    @Test
    void withoutAHandlerPasswordsAreClearText() {
        handler("");
        RecordingSink told = users(
                "<!-- <user username='sample' password='must-be-changed' roles='manager-gui'/> -->",
                "<role rolename='manager-gui'/>",
                "<user username='tomcat' password='s3cret' roles='manager-gui, other' fullName='Tom Cat'/>",
                "<user name='old' password='{MD5}x' roles='app'/>",
                "<user username='bare' password='pw'/>");
        Account tomcat = told.account("tomcat");
        assertEquals(ServiceType.TOMCAT, tomcat.service());
        assertEquals(new StoreRef(CONF + "/tomcat-users.xml", 4), tomcat.store());
        assertEquals(new AccountState.Usable(), tomcat.state());
        assertEquals("Tom Cat", tomcat.owner().fullName());
        assertTrue(tomcat.privileged());
        assertEquals(List.of("plain s3cret"), told.credentials("tomcat"));
        assertEquals(List.of("plain {MD5}x"), told.credentials("old"));
        assertFalse(told.account("old").privileged());
        assertFalse(told.account("bare").privileged());
        assertEquals(List.of("tomcat", "old", "bare"), told.names());
        assertEquals(List.of(CONF + "/server.xml", CONF + "/tomcat-users.xml"), told.covered);
        assertEquals(List.of(), told.diagnostics);
        assertEquals(List.of(), told.incomplete);
    }

    @Test
    void rolesOfGroupsCount() {
        handler("");
        RecordingSink told = users(
                "<user username='ann' password='pw' groups='staff,ops'/>",
                "<group groupname='ops' roles='admin-gui'/>",
                "<user username='bob' password='pw' roles='administrator,managerial'/>");
        assertTrue(told.account("ann").privileged());
        assertFalse(told.account("bob").privileged());
    }

    @Test
    void theHandlerDecidesTheScheme() {
        handler("<CredentialHandler className='org.apache.catalina.realm.MessageDigestCredentialHandler'"
                + " algorithm='SHA-256' iterations='1000' saltLength='16'/>");
        assertEquals(
                List.of("tomcat-digest(SHA-256) " + SALTED),
                users("<user username='a' password='" + SALTED + "'/>").credentials("a"));
        handler("<CredentialHandler className='org.apache.catalina.realm.SecretKeyCredentialHandler'/>");
        assertEquals(
                List.of("tomcat-pbkdf2(PBKDF2WithHmacSHA1) 0001$20000$29861b02566da2e60bd756c17ba873315c625f20"),
                users("<user username='a' password='0001$20000$29861b02566da2e60bd756c17ba873315c625f20'/>")
                        .credentials("a"));
        handler("<CredentialHandler className='org.apache.catalina.realm.MessageDigestCredentialHandler'/>");
        assertEquals(
                List.of("plain pw"), users("<user username='a' password='pw'/>").credentials("a"));
    }

    @Test
    void aDigestHandlerReadsEveryFormOfItsTexts() {
        handler("<CredentialHandler algorithm='SHA-1' encoding='ISO-8859-15'/>");
        String hex = "a".repeat(40);
        RecordingSink told = users(
                "<user username='hex' password='" + hex + "'/>",
                "<user username='sha' password='{SHA}fosKNDPxIQqWmdhUIONjobFi7Kw='/>",
                "<user username='ssha' password='{SSHA}GxkBYqoSr4IH+LpQmHcRYfsV025zYWx0c2FsdA=='/>",
                "<user username='v2' password='{SSHAv2}GxkBYqoSr4IH'/>",
                "<user username='salted' password='00$1$" + hex + "'/>",
                "<user username='clear' password='secret'/>");
        assertEquals(List.of("hex-digest(SHA-1;ISO-8859-15) " + hex), told.credentials("hex"));
        assertEquals(List.of("ldap-sha(SHA-1;ISO-8859-1) {SHA}fosKNDPxIQqWmdhUIONjobFi7Kw="), told.credentials("sha"));
        assertEquals(
                List.of("ldap-ssha(SHA-1;ISO-8859-1) {SSHA}GxkBYqoSr4IH+LpQmHcRYfsV025zYWx0c2FsdA=="),
                told.credentials("ssha"));
        assertEquals(new AccountState.Unsupported("unsupported_scheme: ldap-ssha-v2"), told.state("v2"));
        assertEquals(List.of("tomcat-digest(SHA-1;ISO-8859-15) 00$1$" + hex), told.credentials("salted"));
        assertTrue(told.state("clear") instanceof AccountState.Unsupported told1
                && told1.reason().startsWith("malformed hex-digest: "));
    }

    @Test
    void nestedHandlersAreAllTried() {
        handler("<CredentialHandler className='org.apache.catalina.realm.NestedCredentialHandler'>"
                + "<CredentialHandler className='org.apache.catalina.realm.MessageDigestCredentialHandler'"
                + " algorithm='SHA-256'/>"
                + "<CredentialHandler className='org.apache.catalina.realm.SecretKeyCredentialHandler'"
                + " algorithm='PBKDF2WithHmacSHA256'/>"
                + "<CredentialHandler className='org.example.OwnHandler'/></CredentialHandler>");
        assertEquals(
                List.of("tomcat-digest(SHA-256) " + SALTED, "tomcat-pbkdf2(PBKDF2WithHmacSHA256) " + SALTED),
                users("<user username='a' password='" + SALTED + "'/>").credentials("a"));
    }

    @Test
    void foreignHandlersAreUnsupported() {
        handler("<CredentialHandler className='org.example.OwnHandler'/>");
        RecordingSink told = users("<user username='a' password='pw'/>");
        assertEquals(new AccountState.Unsupported("unsupported_scheme: OwnHandler"), told.state("a"));
        assertEquals(List.of(), told.credentials("a"));
    }

    @Test
    void emptyAndAbsentPasswordsAreToldApart() {
        handler("");
        RecordingSink plain = users("<user username='empty' password=''/>", "<user username='absent'/>");
        assertEquals(new AccountState.Passwordless(), plain.state("empty"));
        assertEquals(new AccountState.Disabled(), plain.state("absent"));
        handler("<CredentialHandler className='org.apache.catalina.realm.MessageDigestCredentialHandler'"
                + " algorithm='SHA-256'/>");
        assertEquals(
                new AccountState.Disabled(),
                users("<user username='empty' password=''/>").state("empty"));
    }

    @Test
    void realmsInsideOthersAreFound() {
        tree.file(CONF + "/own.xml", "<tomcat-users><user name='m' password='pw'/></tomcat-users>");
        server("<Engine><Realm className='org.apache.catalina.realm.LockOutRealm'>"
                + "<Realm className='org.apache.catalina.realm.CombinedRealm'>"
                + "<Realm className='org.apache.catalina.realm.MemoryRealm' pathname='conf/own.xml' digest='SHA'/>"
                + "<Realm className='org.apache.catalina.realm.JNDIRealm' connectionPassword='canary'/>"
                + "<Realm className='org.apache.catalina.realm.UserDatabaseRealm' resourceName='Missing'/>"
                + "</Realm></Realm></Engine>");
        RecordingSink told = tree.read(new TomcatStore());
        assertEquals(List.of("m"), told.names());
        assertTrue(told.credentials("m").contains("plain pw"));
        assertEquals(
                List.of(
                        CONF + "/server.xml:4 users of JNDIRealm are not in files",
                        CONF + "/server.xml:4 the realm's resource Missing is not in server.xml"),
                told.diagnostics);
    }

    @Test
    void realmsOfContextsAreFound() {
        handler("");
        String realm = "<Context><Realm className='org.apache.catalina.realm.MemoryRealm' pathname='%s'/></Context>";
        tree.file(CONF + "/context.xml", "<Context/>")
                .file(CONF + "/Catalina/localhost/app.xml", realm.formatted("/srv/a.xml"))
                .file("/opt/tomcat/webapps/shop/META-INF/context.xml", realm.formatted("b.xml"))
                .file("/srv/a.xml", "<tomcat-users><user name='a' password='pw'/></tomcat-users>")
                .file("/opt/tomcat/b.xml", "<tomcat-users><user name='b' password='pw'/></tomcat-users>");
        RecordingSink told = users("<user username='main' password='pw'/>");
        assertEquals(List.of("main", "a", "b"), told.names());
    }

    @Test
    void placeholdersComeFromCatalinaProperties() {
        handler("");
        tree.file(CONF + "/catalina.properties", "admin.password=from\\u0020file", "bad.name=x");
        RecordingSink told = users(
                "<user username='a' password='${admin.password}'/>",
                "<user username='b' password='${unknown.property}'/>",
                "<user username='c' password='${unknown:-default}'/>",
                "<user username='d' password='a${b'/>");
        assertEquals(List.of("plain from file"), told.credentials("a"));
        assertEquals(
                new AccountState.Unsupported("the password stands in a property that no file sets"), told.state("b"));
        assertEquals(List.of("plain default"), told.credentials("c"));
        assertEquals(List.of("plain a${b"), told.credentials("d"));
    }

    @Test
    void malformedPropertiesDoNoHarm() {
        handler("");
        tree.file(CONF + "/catalina.properties", "a=\\uZZZZ");
        assertEquals(List.of("a"), users("<user username='a' password='pw'/>").names());
    }

    @Test
    void anUnknownPlaceOfUsersIsIncomplete() {
        server("<Realm className='x.MemoryRealm' pathname='${users.file}'/>");
        RecordingSink told = tree.read(new TomcatStore());
        assertEquals(
                List.of(CONF + "/server.xml line 4: where the file of users stands is not known here"),
                told.incomplete);
    }

    @Test
    void aForgottenFileOfUsersIsToldAndRead() {
        server("<Realm className='org.apache.catalina.realm.DataSourceRealm'/>");
        RecordingSink told = users("<user username='a' password='pw'/>");
        assertEquals(List.of("a"), told.names());
        assertTrue(told.diagnostics.contains(CONF
                + "/tomcat-users.xml no realm that was found reads this file: its passwords are taken for clear text"));
    }

    @Test
    void badUsersAreToldAndReadingGoesOn() {
        handler("");
        RecordingSink told = users(
                "<user password='pw'/>",
                "<user username='a' password='1'/>",
                "<user username='a' password='2'/>",
                "<nested><user username='hidden' password='x'/></nested>");
        assertEquals(List.of("a", "a"), told.names());
        assertEquals(
                List.of(
                        CONF + "/tomcat-users.xml:2 user without a name: the server refuses the whole file",
                        CONF + "/tomcat-users.xml:4 user a stands in an earlier line too: the last counts"),
                told.diagnostics);
    }

    @Test
    void exposureFollowsTheConnectors() {
        assertEquals(Exposure.REMOTE, exposure("<Connector port='8080'/>"));
        assertEquals(Exposure.LOCAL, exposure("<Connector port='8080' address='127.0.0.1'/>"));
        assertEquals(Exposure.REMOTE, exposure("<Connector port='1' address='::1'/><Connector port='2'/>"));
        assertEquals(Exposure.LOCAL, exposure("<Connector port='8009' protocol='AJP/1.3'/>"));
        assertEquals(Exposure.UNKNOWN, exposure("<Connector port='-1'/>"));
        assertEquals(Exposure.UNKNOWN, exposure(""));
    }

    private Exposure exposure(String connectors) {
        server(connectors + USER_DATABASE + "/>");
        return users("<user username='a' password='pw'/>").account("a").exposure();
    }

    @Test
    void linksToOneConfigurationAreFolded() {
        tree.file(
                        "/etc/tomcat9/server.xml",
                        "<Server>" + USER_DATABASE.replace("UserDatabaseRealm", "MemoryRealm") + "/></Server>")
                .file("/etc/tomcat9/tomcat-users.xml", "<tomcat-users><user name='a' password='pw'/></tomcat-users>")
                .link("/var/lib/tomcat9/conf", "/etc/tomcat9")
                .link("/usr/share/tomcat9/conf", "../../../etc/tomcat9");
        RecordingSink told = tree.read(new TomcatStore());
        assertEquals(List.of("a"), told.names());
        assertEquals("/etc/tomcat9/tomcat-users.xml", told.account("a").store().path());
    }

    @Test
    void findsInstancesAtTheirUsualPlaces() {
        for (String conf : List.of(
                "/etc/tomcat",
                "/opt/apache-tomcat-9.0.1/conf",
                "/usr/local/tomcat/conf",
                "/usr/local/Tomcat8/conf",
                "/opt/bitnami/tomcat/conf",
                "/var/lib/tomcats/one/conf",
                "/home/ann/tomcat/conf")) {
            tree.file(conf + "/tomcat-users.xml", "<tomcat-users><user name='a' password='pw'/></tomcat-users>");
        }
        assertEquals(7, tree.read(new TomcatStore()).accounts.size());
    }

    @Test
    void malformedXmlIsIncompleteAndOthersAreRead() {
        handler("");
        tree.file("/usr/local/tomcat/conf/tomcat-users.xml", "<tomcat-users>", "<user name='x' password='canary'");
        RecordingSink told = users("<user username='a' password='pw'/>");
        assertEquals(List.of("a"), told.names());
        assertEquals(List.of("/usr/local/tomcat/conf/tomcat-users.xml line 3: not well-formed XML"), told.incomplete);
    }

    @Test
    void entitiesOutsideAreNeverRead() {
        tree.file("/secret", "canary");
        handler("");
        RecordingSink told = tree.file(
                        CONF + "/tomcat-users.xml",
                        "<!DOCTYPE t [<!ENTITY x SYSTEM 'file://" + tree.at("/secret") + "'>]>",
                        "<tomcat-users><user name='&x;' password='pw'/></tomcat-users>")
                .read(new TomcatStore());
        assertEquals(List.of(), told.names());
        assertFalse(told.words().contains("canary"));
        assertEquals(
                List.of(CONF + "/tomcat-users.xml line 1: document type declarations are refused"), told.incomplete);
    }

    @Test
    void entitiesThatMultiplyAreRefused() {
        handler("");
        StringBuilder bomb = new StringBuilder("<!DOCTYPE t [<!ENTITY e0 'lol'>");
        for (int i = 1; i < 20; i++) {
            bomb.append("<!ENTITY e")
                    .append(i)
                    .append(" '")
                    .append(("&e" + (i - 1) + ";").repeat(20))
                    .append("'>");
        }
        bomb.append("]><tomcat-users><user name='&e19;' password='pw'/></tomcat-users>");
        tree.file(CONF + "/tomcat-users.xml", bomb.toString());
        RecordingSink told = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> tree.read(new TomcatStore()));
        assertEquals(1, told.incomplete.size());
        assertEquals(List.of(), told.names());
    }

    @Test
    void deepAndEndlessDocumentsAreRefused() {
        handler("");
        tree.file(CONF + "/tomcat-users.xml", "<a>".repeat(100_000));
        assertEquals(
                List.of(CONF + "/tomcat-users.xml line 1: elements nested deeper than 64"),
                tree.read(new TomcatStore()).incomplete);
        tree.file(
                CONF + "/tomcat-users.xml",
                "<tomcat-users>" + "<u/>".repeat(XmlReader.MAX_ELEMENTS) + "</tomcat-users>");
        assertEquals(
                List.of(CONF + "/tomcat-users.xml line 1: more than 200000 elements"),
                tree.read(new TomcatStore()).incomplete);
    }

    @Test
    void aFileLargerThanTheLimitIsIncomplete() {
        handler("");
        tree.file(CONF + "/tomcat-users.xml", "<tomcat-users>" + " ".repeat(17 << 20) + "</tomcat-users>");
        assertEquals(
                List.of(CONF + "/tomcat-users.xml larger than the limit of 16777216 bytes"),
                tree.read(new TomcatStore()).incomplete);
    }

    @Test
    void tellsNoPassword() {
        handler("<CredentialHandler className='org.example.OwnHandler'/>");
        String words = users("<user username='a' password='canary'/>", "<user password='canary'/>")
                .words();
        assertFalse(words.contains("canary"), words);
    }
}
