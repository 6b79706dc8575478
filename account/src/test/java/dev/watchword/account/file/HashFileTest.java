package dev.watchword.account.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.AccountState;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.account.Tree;
import dev.watchword.hash.SchemeId;
import dev.watchword.rootfs.FolderRootFs;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashFileTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2024-11-21T12:00:00Z"));
    private static final String SHA512 =
            "$6$saltstring$b3wThx1URvDPIDhMq0nz8XwGNYaIzdRwFijVknGfRSRZ/ZT6Qc8Lu8iBDNWzqYCubZ/" + "t9vP9K25zU7Xaj6xCJ1";
    private static final String APR1 = "$apr1$p2bTMucQ$6d.MB0rCTBrQP6MSHQaih.";
    private static final String NT = "72f0eefcc213ea8f350773b831cf2c9c";
    private static final String SHA256 = "323725e8eff4df0a4974d6ea8c73017aa6467d94e09382745b7a988cec0fba0a";
    private static final String EMPTY_LM = "aad3b435b51404eeaad3b435b51404ee";

    private static RecordingSink read(String text) {
        return read(text, Optional.empty());
    }

    private static RecordingSink read(String text, Optional<SchemeId> forced) {
        RecordingSink sink = new RecordingSink();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        new HashFile(CLOCK, forced).read(new ByteArrayInputStream(bytes), "-", sink);
        return sink;
    }

    @Test
    void tellsEachLineByItsShape() {
        RecordingSink told = read(String.join(
                "\n",
                "\ufeff# dump",
                "",
                "shadow:" + SHA512 + ":20000:0:99999:7:::",
                "passwd:" + SHA512 + ":0:0:Root:/root:/bin/sh",
                "web:" + APR1 + "\r",
                "win:500:" + EMPTY_LM + ":" + NT + ":::",
                SHA512));
        assertEquals(List.of("shadow", "passwd", "web", "win", ""), told.names());
        assertEquals(ServiceType.SYSTEM, told.account("shadow").service());
        assertEquals(ServiceType.SYSTEM, told.account("passwd").service());
        assertTrue(told.account("passwd").privileged());
        assertEquals(ServiceType.OTHER, told.account("web").service());
        assertEquals(List.of("apr1 " + APR1), told.credentials("web"));
        assertEquals(List.of("nt(utf16) " + NT), told.credentials("win"));
        assertEquals(new StoreRef("-", 7), told.account("").store());
        assertEquals(List.of("sha512crypt " + SHA512), told.credentials(""));
        assertEquals(List.of("-"), told.covered);
    }

    @Test
    void saysWhatToDoWithAFileThatIsNoText() {
        RecordingSink utf16 = new RecordingSink();
        byte[] text = ("a:" + SHA512 + "\r\nb:" + SHA512).getBytes(StandardCharsets.UTF_16);
        new HashFile(CLOCK, Optional.empty()).read(new ByteArrayInputStream(text), "dump", utf16);
        assertEquals(List.of(), utf16.names());
        assertEquals(List.of("dump is text in UTF-16: convert it first (iconv -f UTF-16 -t UTF-8)"), utf16.incomplete);

        RecordingSink packed = new RecordingSink();
        byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, '\n', 3, 'x'};
        new HashFile(CLOCK, Optional.empty()).read(new ByteArrayInputStream(gzip), "shadow.gz", packed);
        assertEquals(List.of(), packed.names());
        assertEquals(List.of("shadow.gz is compressed: unpack it first (gzip -dc)"), packed.incomplete);
    }

    @Test
    void shadowLinesKeepTheirStates() {
        RecordingSink told = read("a::1::::::\nb:!" + SHA512 + ":1::::::\nc:*:1::::::\nd:x:1:1::/:/bin/sh\n");
        assertEquals(new AccountState.Passwordless(), told.state("a"));
        assertEquals(new AccountState.Locked(true), told.state("b"));
        assertEquals(new AccountState.Disabled(), told.state("c"));
        assertEquals(List.of("a", "b", "c"), told.names());
        assertEquals(List.of("-:4 the password of user d is in a shadow file"), told.diagnostics);
    }

    @Test
    void hexDigitsAreReadByTheirLength() {
        String sha1 = "a".repeat(40);
        String sha512 = "b".repeat(128);
        RecordingSink told = read("two:" + NT + "\none:" + sha1 + "\nlong:" + SHA256 + "\nmax:" + sha512 + "\n");
        assertEquals(List.of("nt(utf16) " + NT, "hex-digest(MD5) " + NT), told.credentials("two"));
        assertEquals(List.of("hex-digest(SHA-1) " + sha1), told.credentials("one"));
        assertEquals(List.of("hex-digest(SHA-256) " + SHA256), told.credentials("long"));
        assertEquals(List.of("hex-digest(SHA-512) " + sha512), told.credentials("max"));
        assertEquals(new AccountState.Usable(), told.state("two"));
    }

    @Test
    void ldapFormsAreReadByTheirMark() {
        String ssha = "{SSHA}GxkBYqoSr4IH+LpQmHcRYfsV025zYWx0c2FsdA==";
        String sha = "{SHA}fosKNDPxIQqWmdhUIONjobFi7Kw=";
        RecordingSink told = read("a:" + ssha + "\nb:" + sha + "\nc:{CRYPT}" + SHA512 + "\n");
        assertEquals(List.of("ldap-ssha " + ssha), told.credentials("a"));
        assertEquals(List.of("ldap-sha " + sha), told.credentials("b"));
        assertEquals(List.of("sha512crypt " + SHA512), told.credentials("c"));
    }

    /** The digest of the first is made up; the other is among the known answers of its scheme. */
    @Test
    void formsThatNeedTheNameTakeIt() {
        String md5 = "md5f4b4c7b4c7b4c7b4c7b4c7b4c7b4c7b4";
        String mongo = "SCRAM-SHA-1$10000:AAECAwQFBgcICQoLDA0ODw=="
                + "$nLYu5/3MX6iXBqLbrcg//Z4UYPE=:RSSoAQAmmhRCG4a5Kf8L+RaGwR8=";
        RecordingSink told = read("ann:" + mongo + "\nj\u00f6:" + md5 + "\n" + md5 + "\n");
        assertEquals(List.of("mongodb-scram(ann) " + mongo), told.credentials("ann"));
        assertEquals(List.of("postgres-md5(j\u00f6) " + md5), told.credentials("j\u00f6"));
        assertTrue(told.state("") instanceof AccountState.Unsupported);
        RecordingSink forced = read("bob:" + md5 + "\n", Optional.of(new SchemeId("postgres-md5")));
        assertEquals(List.of("postgres-md5(bob) " + md5), forced.credentials("bob"));
    }

    @ParameterizedTest
    @CsvSource({
        "mysql-old,5862fe18287c318b",
        "mysql-native,*EADE846EFC40994247F55C8C2A4AFF4ABA6CF367",
        "mysql-sha2,$A$005$ABCDEFGHIJKLMNOPQRSTDcU0g5L1bwvNCqoP9d.vE7DsfGADkeYPKunKhYHKjoD",
        "mysql-sha256,$5$ABCDEFGHIJKLMNOPQRST$DcU0g5L1bwvNCqoP9d.vE7DsfGADkeYPKunKhYHKjoD",
        "mariadb-parsec,P0:AAECAwQFBgcICQoLDA0ODxAR:WxhU5l5dMcV13MSQ5mA6NdaIMBvYShKMiK+z2Ktq+YM",
    })
    void otherShapesAreToldApart(String scheme, String hash) {
        assertEquals(List.of(scheme + " " + hash), read("u:" + hash).credentials("u"));
    }

    @Test
    void aHashInTheNamesPlaceIsNotTold() {
        RecordingSink told = read("8846f7eaee8fb117ad06bdd830b7586c:5f4dcc3b5aa765d61d8327deb882cf99");
        assertEquals(List.of(""), told.names());
        assertEquals(1, told.diagnostics.size());
        assertFalse(told.diagnostics.getFirst().contains("8846f7ea"));
    }

    @Test
    void whatNobodyReadsIsUnsupported() {
        RecordingSink told = read(String.join(
                "\n",
                "a:$zz$secret$secret",
                "b:secret",
                "c:$8$secret$secret",
                "d:realm:" + NT,
                "e:500:0123456789abcdef0123456789abcdef:NO PASSWORD*********************:::",
                "f:501:" + EMPTY_LM + ":NO PASSWORD*********************:::",
                "g:"));
        assertEquals(new AccountState.Unsupported("unsupported_scheme: unknown"), told.state("a"));
        assertEquals(new AccountState.Unsupported("unsupported_scheme: unknown"), told.state("b"));
        assertEquals(new AccountState.Unsupported("unsupported_scheme: $8$"), told.state("c"));
        assertEquals(new AccountState.Unsupported("unsupported_scheme: htdigest"), told.state("d"));
        assertEquals(new AccountState.Unsupported("unsupported_scheme: lm"), told.state("e"));
        assertEquals(new AccountState.Disabled(), told.state("f"));
        assertEquals(List.of("-:7 no hash behind user g"), told.diagnostics);
        assertFalse(told.words().contains("secret"));
    }

    @Test
    void theOperatorsSchemeIsTaken() {
        RecordingSink told = read("a:" + NT + "\n" + NT + "\n", Optional.of(new SchemeId("nt")));
        assertEquals(List.of("nt(utf16) " + NT), told.credentials("a"));
        assertEquals(List.of("nt(utf16) " + NT), told.credentials(""));
        assertEquals(
                List.of("hex-digest(MD5) " + NT),
                read(NT, Optional.of(new SchemeId("hex-digest"))).credentials(""));
        assertEquals(
                new AccountState.Unsupported("unsupported_scheme: nonesuch"),
                read("a:" + NT, Optional.of(new SchemeId("nonesuch"))).state("a"));
    }

    @Test
    void aFileThatIsNotThereIsIncomplete(@TempDir Path folder) {
        RecordingSink sink = new RecordingSink();
        HashFile hashes = new HashFile(CLOCK, Optional.empty());
        hashes.read(FolderRootFs.at(folder), "/none", sink);
        new Tree(folder).file("/hashes", "a:" + SHA512);
        hashes.read(FolderRootFs.at(folder), "/hashes", sink);
        assertEquals(List.of("/none no such file"), sink.incomplete);
        assertEquals(List.of("a"), sink.names());
    }

    @Test
    void giantLinesArePassedOver() {
        RecordingSink told = read("x".repeat(1 << 20) + "\na:" + SHA512 + "\n");
        assertEquals(List.of("a"), told.names());
        assertEquals(List.of("- 1 lines are too long to be read"), told.incomplete);
    }
}
