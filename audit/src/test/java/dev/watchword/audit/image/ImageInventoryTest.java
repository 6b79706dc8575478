package dev.watchword.audit.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.Account;
import dev.watchword.account.AccountStores;
import dev.watchword.audit.Incomplete;
import dev.watchword.audit.Inventory;
import dev.watchword.hash.EncodedHash;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.ImageSource;
import dev.watchword.image.layer.LayerCache;
import dev.watchword.image.source.LocalImages;
import dev.watchword.testing.OciLayout;
import dev.watchword.testing.TarBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageInventoryTest {

    /** Made by {@code openssl passwd -6 -salt oldsalt1 oldpassword}, and the same with {@code new}. */
    private static final String OLD =
            "$6$oldsalt1$aoucaz3m/8i6BJxDNUMLci9flm3x1kMJgzP8dQ6iCo18waLS/DNQrlNO9KigtoOb0Vfo10ORmaoITRD531rEx.";

    private static final String NEW =
            "$6$newsalt1$vJNAhxgn.aM3HVn16UDDI1O0..w0s0oc6ciC44GXWc7zI4OlMZgAvJ9upE1UTEeo44Vo6hF9WD5doZeOL3oBu0";

    @TempDir
    Path work;

    private OciLayout layout;

    @BeforeEach
    void beginLayout() {
        layout = OciLayout.in(work.resolve("image"));
    }

    private Inventory read() throws IOException {
        layout.write();
        Inventory inventory = new Inventory();
        try (LocalImages images = LocalImages.open(layout.folder(), ImageLimits.DEFAULT, platform -> true)) {
            ImageInventory.read(
                    assertInstanceOf(
                                    ImageSource.Found.Readable.class,
                                    images.images().getFirst())
                            .image(),
                    AccountStores.all(),
                    LayerCache.none(),
                    ImageLimits.DEFAULT,
                    inventory);
        }
        return inventory;
    }

    private static List<String> told(Inventory inventory) {
        return inventory.accounts().stream()
                .map(account -> account.service().wireName() + " " + account.userName() + " "
                        + account.state().wireName() + " " + account.store()
                        + account.credentials().stream()
                                .map(EncodedHash::latin1)
                                .map(text -> text.equals(OLD) ? " old" : text.equals(NEW) ? " new" : " " + text)
                                .reduce("", String::concat))
                .toList();
    }

    private static TarBuilder system(String hash) {
        return new TarBuilder()
                .file("etc/passwd", "root:x:0:0::/root:/bin/sh\n")
                .file("etc/shadow", "root:" + hash + ":19000:0:99999:7:::\n");
    }

    @Test
    void tellsTheLayerThatBroughtAnAccount() throws IOException {
        layout.layer(new TarBuilder().file("a", ""), "ADD base")
                .history("ENV A=b")
                .layer(system(OLD), "/bin/sh -c echo root:letmein | chpasswd");
        Inventory inventory = read();
        assertEquals(List.of(), inventory.incomplete());
        Account root = inventory.accounts().getFirst();
        assertEquals("usable", root.state().wireName());
        assertEquals(
                "RUN echo ...; chpasswd ...", root.store().layer().orElseThrow().createdBy());
        assertEquals(
                layout.folder().toString(), root.store().layer().orElseThrow().image());
        assertTrue(root.store().layer().orElseThrow().digest().startsWith("sha256:"));
    }

    @Test
    void tellsWhatALaterLayerReplaced() throws IOException {
        layout.layer(system(OLD), "one")
                .layer(new TarBuilder().file("x", ""), "two")
                .layer(system(NEW), "three");
        Inventory inventory = read();
        assertEquals(
                List.of("system root usable /etc/shadow:1 new", "system root deleted /etc/shadow:1 old"),
                told(inventory));
        List<Account> accounts = inventory.accounts();
        assertFalse(accounts.get(0)
                .store()
                .layer()
                .orElseThrow()
                .digest()
                .equals(accounts.get(1).store().layer().orElseThrow().digest()));
    }

    @Test
    void tellsWhatALaterLayerHid() throws IOException {
        layout.layer(system(OLD), "one").layer(new TarBuilder().whiteout("etc/shadow"), "two");
        assertEquals(List.of("system root deleted /etc/shadow:1 old"), told(read()));
        layout = OciLayout.in(work.resolve("other"));
        layout.layer(system(OLD), "one").layer(new TarBuilder().opaque("etc"), "two");
        assertEquals(List.of("system root deleted /etc/shadow:1 old"), told(read()));
    }

    @Test
    void whatComesBackIsNotDeleted() throws IOException {
        layout.layer(system(OLD), "one").layer(system(NEW), "two").layer(system(OLD), "three");
        assertEquals(
                List.of("system root usable /etc/shadow:1 old", "system root deleted /etc/shadow:1 new"), told(read()));
    }

    @Test
    void tellsWhatALayerWroteTwice() throws IOException {
        layout.layer(system(OLD).file("etc/shadow", "root:" + NEW + ":19000:0:99999:7:::\n"), "one");
        assertEquals(
                List.of("system root usable /etc/shadow:1 new", "system root deleted /etc/shadow:1 old"), told(read()));
    }

    @Test
    void hiddenFilesThatALinkLedToAreTold() throws IOException {
        layout.layer(
                        new TarBuilder()
                                .symbolicLink("etc/redis.conf", "/opt/x/odd.name")
                                .file("opt/x/odd.name", "requirepass first\n"),
                        "one")
                .layer(new TarBuilder().file("opt/x/odd.name", "requirepass second\n"), "two");
        assertEquals(
                List.of(
                        "redis default usable /etc/redis.conf:1 second",
                        "redis default deleted /etc/redis.conf:1 first"),
                told(read()));
    }

    @Test
    void readsTheEnvironment() throws IOException {
        layout.environment(
                "PATH=/usr/bin",
                "PWD=/srv",
                "MYSQL_ROOT_PASSWORD=123456",
                "MYSQL_USER=shop",
                "MYSQL_PASSWORD=shop1",
                "MYSQL_RANDOM_ROOT_PASSWORD=yes",
                "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD=1",
                "POSTGRES_PASSWORD_FILE=/run/secrets/p",
                "POSTGRES_PASSWORD=letmein",
                "REDIS_PASSWORD=$REDIS",
                "FTP_PASS=ftp1",
                "APP_ADMIN_PASSWORD=admin1",
                "DB_PASSWORD=/run/secrets/db");
        assertEquals(
                List.of(
                        "mysql root usable config/Env/MYSQL_ROOT_PASSWORD 123456",
                        "mysql shop usable config/Env/MYSQL_PASSWORD shop1",
                        "mysql root passwordless config/Env/MARIADB_ALLOW_EMPTY_ROOT_PASSWORD",
                        "other postgres usable config/Env/POSTGRES_PASSWORD letmein",
                        "ftp ftp usable config/Env/FTP_PASS ftp1",
                        "other admin usable config/Env/APP_ADMIN_PASSWORD admin1"),
                told(read()));
    }

    @Test
    void readsTheHistory() throws IOException {
        layout.environment("MYSQL_ROOT_PASSWORD=same")
                .history("ENV MYSQL_ROOT_PASSWORD=same")
                .history("/bin/sh -c #(nop)  ENV REDIS_PASSWORD old1")
                .history("|1 DB_PASSWORD=built1 /bin/sh -c ./build")
                .history("/bin/sh -c echo 'root:letmein' | chpasswd")
                .history("/bin/sh -c echo 'root:" + NEW + "' | chpasswd -e")
                .history("/bin/sh -c redis-server --requirepass 'red is'")
                .history("/bin/sh -c mysql -e \"CREATE USER 'anna'@'%' IDENTIFIED BY 'anna1'\"")
                .history("/bin/sh -c mysqladmin --user=root --password=my1 status")
                .history("/bin/sh -c wget --password $PW http://x");
        assertEquals(
                List.of(
                        "mysql root usable config/Env/MYSQL_ROOT_PASSWORD same",
                        "redis default deleted config/History/2 old1",
                        "other db deleted config/History/3 built1",
                        "system root deleted config/History/4 letmein",
                        "redis default deleted config/History/6 red is",
                        "mysql anna deleted config/History/7 anna1",
                        "mysql root deleted config/History/8 my1"),
                told(read()));
    }

    @Test
    void aStoreThatCannotBeReadIsTold() throws IOException {
        layout.layer(
                new TarBuilder()
                        .file("etc/passwd", "root:x:0:0::/root:/bin/sh\n")
                        .extended(
                                "GNU.sparse.major=1",
                                "GNU.sparse.minor=0",
                                "GNU.sparse.name=etc/shadow",
                                "GNU.sparse.realsize=10737418240")
                        .file("x", "1\n0\n1\n"),
                "one");
        assertTrue(read().incomplete().stream()
                .map(Incomplete::reason)
                .anyMatch(reason -> reason.contains("stored with holes")));
    }

    @Test
    void linksToTheOutsideLeadNowhere() throws IOException {
        layout.layer(
                new TarBuilder()
                        .file("etc/passwd", "root:x:0:0::/root:/bin/sh\n")
                        .symbolicLink("etc/shadow", "../../../../../../../../etc/shadow"),
                "one");
        Inventory inventory = read();
        assertEquals(List.of(), told(inventory));
        assertTrue(inventory.incomplete().stream().map(Incomplete::reason).anyMatch(r -> r.contains("symbolic links")));
    }
}
