package dev.watchword.account.shadow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountState;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.Exposure;
import dev.watchword.account.Owner;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.account.Tree;
import dev.watchword.rootfs.FolderRootFs;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShadowStoreTest {

    /** Summer2024! under SHA-512, as glibc's crypt(3) makes it. */
    private static final String SHA512 =
            "$6$saltstring$b3wThx1URvDPIDhMq0nz8XwGNYaIzdRwFijVknGfRSRZ/ZT6Qc8Lu8iBDNWzqYCubZ/" + "t9vP9K25zU7Xaj6xCJ1";

    /** 2024-11-21 is day 20048. */
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2024-11-21T12:00:00Z"));

    private static final int TODAY = 20048;

    @TempDir
    Path folder;

    private Tree tree;

    @BeforeEach
    void passwd() {
        tree = new Tree(folder)
                .file(
                        "/etc/passwd",
                        "root:x:0:0:Root of all,,,:/root:/bin/bash",
                        "ann:x:1000:1000:Ann Example,Room 3:/home/ann:/bin/sh",
                        "web:x:33:33::/var/www:/usr/sbin/nologin",
                        "bare:x:1001:1001::/home/bare:");
    }

    private RecordingSink read() {
        return tree.read(new ShadowStore(CLOCK));
    }

    private AccountState stateOf(String passwordField) {
        tree.file("/etc/shadow", "ann:" + passwordField + ":20000:0:99999:7:::");
        return read().state("ann");
    }

    @Test
    void joinsShadowWithPasswd() {
        tree.file("/etc/shadow", "root:" + SHA512 + ":20000:0:99999:7:::", "ann:" + SHA512 + ":::::::");
        RecordingSink told = read();
        Account root = told.account("root");
        assertEquals(ServiceType.SYSTEM, root.service());
        assertEquals(new StoreRef("/etc/shadow", 1), root.store());
        assertEquals(new AccountState.Usable(), root.state());
        assertEquals(List.of("sha512crypt " + SHA512), told.credentials("root"));
        assertEquals(Optional.of(LocalDate.of(2024, 10, 4)), root.lastChanged());
        assertEquals(new Owner("Root of all", "/root", "/bin/bash", 0), root.owner());
        assertEquals(Exposure.UNKNOWN, root.exposure());
        assertTrue(root.privileged());
        assertFalse(told.account("ann").privileged());
        assertEquals("Ann Example", told.account("ann").owner().fullName());
        assertEquals(Optional.empty(), told.account("ann").lastChanged());
        assertEquals(
                List.of("/etc/shadow", "/etc/passwd"),
                told.covered.stream().sorted().toList().reversed());
        assertEquals(List.of(), told.incomplete);
    }

    @Test
    void emptyFieldIsPasswordless() {
        assertEquals(new AccountState.Passwordless(), stateOf(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "x", "NP", "*NP*", "NOLOGIN", "U", "**", "*0", "invalid"})
    void textThatNoPasswordMatchesIsDisabled(String field) {
        assertEquals(new AccountState.Disabled(), stateOf(field));
        assertEquals(List.of(), read().credentials("ann"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "!!", "!*", "!x", "*LK*", "!!!", "!locked"})
    void locksWithoutAHashAreLocked(String field) {
        assertEquals(new AccountState.Locked(false), stateOf(field));
        assertEquals(List.of(), read().credentials("ann"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "!!", "*LK*", "*LOCKED*"})
    void locksBeforeAHashKeepIt(String lock) {
        assertEquals(new AccountState.Locked(true), stateOf(lock + SHA512));
        assertEquals(List.of("sha512crypt " + SHA512), read().credentials("ann"));
    }

    @Test
    void lockedHashOfAnotherSchemeIsLockedWithAHash() {
        assertEquals(new AccountState.Locked(true), stateOf("!$8$salt$hash"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$8$salt$secret|unsupported_scheme: $8$",
                "$bcrypt-sha256$v=2,t=2b,r=12$salt$secret|unsupported_scheme: $bcrypt-sha256$",
                "$scram$6400$salt$sha-1=secret|unsupported_scheme: $scram$",
                "$S$Dsaltsecret|unsupported_scheme: $S$",
                "$secret|unsupported_scheme: unknown",
                "$averyveryverylongmark$secret|unsupported_scheme: unknown",
                "abcdefghijklmnopqrstuvwx|malformed bigcrypt: last char of a segment has bits set that crypt(3) never sets",
            })
    void foreignHashesAreUnsupportedByTheirMarkOnly(String field, String reason) {
        assertEquals(new AccountState.Unsupported(reason), stateOf(field));
        assertEquals(List.of(), read().credentials("ann"));
    }

    @ParameterizedTest
    @CsvSource({"bsdicrypt,_J9..rasmBYk8r9AiWNc", "bigcrypt,abMo/v7YAw2AsSyobt5jjW0k"})
    void hashesWithoutADollarAreKnownByTheirShape(String scheme, String field) {
        assertEquals(new AccountState.Usable(), stateOf(field));
        assertEquals(List.of(scheme + " " + field), read().credentials("ann"));
    }

    @Test
    void malformedHashIsUnsupportedWithoutItsText() {
        AccountState state = stateOf("$6$saltstring$tooshort");
        assertTrue(state instanceof AccountState.Unsupported told
                && told.reason().startsWith("malformed sha512crypt: ")
                && !told.reason().contains("tooshort")
                && !told.reason().contains("saltstring"));
    }

    @Test
    void expiryDayHasComeOrNot() {
        tree.file("/etc/shadow", "ann:" + SHA512 + ":20000:0:99999:7::" + TODAY + ":");
        assertEquals(new AccountState.Expired(LocalDate.of(2024, 11, 21)), read().state("ann"));
        assertEquals(1, read().account("ann").credentials().size());
        tree.file("/etc/shadow", "ann:" + SHA512 + ":20000:0:99999:7::" + (TODAY + 1) + ":");
        assertEquals(new AccountState.Usable(), read().state("ann"));
        tree.file("/etc/shadow", "ann:" + SHA512 + ":20000:0:99999:7::0:");
        assertEquals(new AccountState.Expired(LocalDate.EPOCH), read().state("ann"));
    }

    @Test
    void passwordExpiredBeyondItsInactivePeriodExpiresTheAccount() {
        int change = TODAY - 20;
        tree.file("/etc/shadow", "ann:" + SHA512 + ":" + change + ":0:10:7:9::");
        assertEquals(new AccountState.Expired(LocalDate.of(2024, 11, 21)), read().state("ann"));
        tree.file("/etc/shadow", "ann:" + SHA512 + ":" + change + ":0:10:7:10::");
        assertEquals(new AccountState.Usable(), read().state("ann"));
        tree.file("/etc/shadow", "ann:" + SHA512 + ":" + change + ":0:10:7:::");
        assertEquals(new AccountState.Usable(), read().state("ann"));
    }

    @Test
    void emptyAndLockedCountMoreThanExpiry() {
        assertEquals(new AccountState.Passwordless(), expired(""));
        assertEquals(new AccountState.Locked(true), expired("!" + SHA512));
        assertEquals(new AccountState.Disabled(), expired("*"));
    }

    private AccountState expired(String passwordField) {
        tree.file("/etc/shadow", "ann:" + passwordField + ":20000:0:99999:7::1:");
        return read().state("ann");
    }

    @Test
    void shellsThatRefuseAreTold() {
        tree.file("/etc/shadow", "web:" + SHA512 + ":::::::", "bare:" + SHA512 + ":::::::");
        assertEquals(new AccountState.NoLoginShell("/usr/sbin/nologin"), read().state("web"));
        assertEquals(1, read().account("web").credentials().size());
        assertEquals(new AccountState.Usable(), read().state("bare"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "", "20049", "99999999999", "999999999999999999999999", "soon"})
    void noDateOfChangeIsGuessed(String lastChange) {
        tree.file("/etc/shadow", "ann:" + SHA512 + ":" + lastChange + ":0:99999:7:::");
        assertEquals(Optional.empty(), read().account("ann").lastChanged());
        assertEquals(new AccountState.Usable(), read().state("ann"));
    }

    @Test
    void fewerFieldsHaveDefaults() {
        tree.file("/etc/shadow", "root:" + SHA512, "ann:" + SHA512 + ":20000");
        assertEquals(List.of("root", "ann"), read().names());
        assertEquals(new AccountState.Usable(), read().state("root"));
    }

    @Test
    void badLinesDoNotStopTheReading() {
        tree.file(
                "/etc/shadow",
                "",
                "# comment",
                "no colon",
                ":" + SHA512 + ":1::::::",
                "+::::::::",
                "-bob::::::::",
                "x".repeat(70_000) + ":*:",
                "ann:" + SHA512 + ":1:2:three:4:5:6:7:8:9");
        RecordingSink told = read();
        assertEquals(List.of("ann"), told.names());
        assertTrue(told.diagnostics.containsAll(List.of(
                "/etc/shadow:3 not a line of colon-separated fields",
                "/etc/shadow:4 line without a user name",
                "/etc/shadow:5 entry of the network information service: its accounts are not in this file",
                "/etc/shadow:6 entry of the network information service: its accounts are not in this file",
                "/etc/shadow:7 line longer than 65536 bytes, passed over",
                "/etc/shadow:8 more than 9 fields",
                "/etc/shadow:8 field 5 is not a number")));
        assertEquals(List.of("/etc/shadow 1 lines are too long to be read"), told.incomplete);
        assertFalse(told.covered.contains("/etc/shadow"));
    }

    @Test
    void duplicateNamesAreAllChecked() {
        tree.file("/etc/shadow", "ann:" + SHA512 + ":::::::", "ann::::::::");
        RecordingSink told = read();
        assertEquals(List.of("ann", "ann"), told.names());
        assertTrue(
                told.diagnostics.contains("/etc/shadow:2 user ann was found before, here or in another shadow file"));
    }

    @Test
    void tellsWhoIsMissingOnEitherSide() {
        tree.file("/etc/shadow", "root:*:::::::", "ann:*:::::::", "web:*:::::::", "ghost:" + SHA512 + ":::::::");
        RecordingSink told = read();
        assertEquals(Owner.UNKNOWN, told.account("ghost").owner());
        assertEquals(
                List.of(
                        "/etc/shadow:4 user ghost has no line in /etc/passwd",
                        "/etc/passwd:4 user bare has no line in /etc/shadow"),
                told.diagnostics);
    }

    @Test
    void readsPasswordsInPasswdItself() {
        tree.file(
                "/etc/passwd",
                "root:" + SHA512 + ":0:0:root:/root:/bin/sh",
                "open::1:1::/:/bin/sh",
                "off:*:2:2::/:/bin/sh",
                "old:abMo/v7YAw2As:3:3::/:/sbin/nologin",
                "+::::::");
        RecordingSink told = read();
        assertEquals(List.of("root", "open", "off", "old"), told.names());
        assertEquals(new StoreRef("/etc/passwd", 1), told.account("root").store());
        assertTrue(told.account("root").privileged());
        assertEquals(new AccountState.Passwordless(), told.state("open"));
        assertEquals(new AccountState.Disabled(), told.state("off"));
        assertEquals(new AccountState.NoLoginShell("/sbin/nologin"), told.state("old"));
        assertEquals(List.of("descrypt abMo/v7YAw2As"), told.credentials("old"));
    }

    @Test
    void saysThatThePasswdFieldDecidesOverShadow() {
        tree.file("/etc/passwd", "root::0:0:root:/root:/bin/sh").file("/etc/shadow", "root:" + SHA512 + ":::::::");
        RecordingSink told = read();
        assertEquals(List.of("root", "root"), told.names());
        assertEquals(
                List.of("/etc/shadow:1 user root has a password field in /etc/passwd that decides instead"),
                told.diagnostics);
    }

    @Test
    void readsTcbFiles() {
        tree.file("/etc/tcb/ann/shadow", "ann:" + SHA512 + ":20000:0:99999:7:::")
                .file("/etc/tcb/stray", "");
        RecordingSink told = read();
        assertEquals(new StoreRef("/etc/tcb/ann/shadow", 1), told.account("ann").store());
        assertEquals("Ann Example", told.account("ann").owner().fullName());
        assertTrue(told.covered.contains("/etc/tcb/ann/shadow"));
    }

    @Test
    void backupsAreNoAccounts() {
        tree.file("/etc/shadow", "ann:*:")
                .file("/etc/shadow-", "old:" + SHA512 + ":")
                .file("/etc/gshadow", "g::");
        assertEquals(List.of("ann"), read().names());
    }

    @Test
    void namesThatAreNotUtf8AreKept() {
        byte[] line = ("b\u00f6b:" + SHA512 + ":\n\0nul\u001b:*:\n").getBytes(StandardCharsets.ISO_8859_1);
        tree.bytes("/etc/shadow", line);
        RecordingSink told = read();
        assertEquals(List.of("b\u00f6b", "\0nul\u001b"), told.names());
        assertTrue(told.diagnostics.contains("/etc/shadow:2 user \\u0000nul\\u001b has no line in /etc/passwd"));
    }

    @Test
    void missingShadowIsSaidOnce() {
        assertEquals(
                List.of("/etc/passwd 4 accounts have their password in /etc/shadow, which is missing"),
                read().diagnostics);
        assertEquals(List.of(), read().incomplete);
    }

    @Test
    void aRootWithoutAccountsIsNothing() {
        RecordingSink told = new Tree(folder.resolve("none")).read(new ShadowStore(CLOCK));
        assertEquals("", told.words());
    }

    @Test
    void whatIsNoFileIsIncompleteAndNeverHangs() {
        tree.fifo("/etc/shadow");
        RecordingSink told = assertTimeoutPreemptively(Duration.ofSeconds(10), this::read);
        assertEquals(List.of("/etc/shadow not a regular file: special"), told.incomplete);
        assertEquals(List.of(), told.diagnostics);
    }

    @Test
    void linksOutOfTheRootAreNotFollowed() throws IOException {
        Path outside = Files.createTempFile("outside", "shadow");
        Files.writeString(outside, "spy:" + SHA512 + ":\n");
        tree.link("/etc/shadow", outside.toString());
        assertEquals(List.of(), read().names());
        Files.delete(outside);
    }

    @Test
    void linkLoopsAreIncomplete() {
        tree.link("/etc/shadow", "shadow");
        assertEquals(List.of("/etc/shadow more than 40 symbolic links"), read().incomplete);
    }

    @Test
    void saysWhichAccountsAreNotInFiles() {
        tree.file("/etc/shadow", "root:*:")
                .file("/etc/nsswitch.conf", "# passwd: nis", "passwd:  files sss ldap", "group: nis");
        assertTrue(read().diagnostics
                .contains("/etc/nsswitch.conf:2 accounts of sss, ldap are not in files: they are not read"));
    }

    @Test
    void diagnosticsOfAHostileFileAreCounted() {
        tree.file("/etc/shadow", "nothing\n".repeat(1_000));
        List<String> diagnostics = read().diagnostics.stream()
                .filter(line -> line.startsWith("/etc/shadow"))
                .toList();
        assertEquals(101, diagnostics.size());
        assertEquals("/etc/shadow 900 more diagnostics are not listed", diagnostics.getLast());
    }

    @Test
    void tellsNoHash() {
        tree.file("/etc/shadow", "ann:" + SHA512 + ":::::::", "root:!$zz$saltstring$digest:x:::::::::");
        String words = read().words();
        assertFalse(words.contains("saltstring") || words.contains("digest"), words);
    }

    @Test
    void readsTwoHundredThousandAccountsInSeconds() throws IOException {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertEquals(200_000, countOf(200_000)));
    }

    @Test
    @Tag("long")
    void readsAMillionAccountsInSeconds() throws IOException {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> assertEquals(1_000_000, countOf(1_000_000)));
    }

    private int countOf(int accounts) throws IOException {
        try (BufferedWriter passwd = Files.newBufferedWriter(tree.at("/etc/passwd"));
                BufferedWriter shadow = Files.newBufferedWriter(tree.at("/etc/shadow"))) {
            for (int i = 0; i < accounts; i++) {
                passwd.write("user" + i + ":x:" + i + ":100:User Number " + i + ":/home/user" + i + ":/bin/bash\n");
                shadow.write("user" + i + ":" + SHA512 + ":20000:0:99999:7:::\n");
            }
        }
        int[] joined = new int[1];
        new ShadowStore(CLOCK).read(FolderRootFs.at(folder), new AccountSink() {
            @Override
            public void account(Account account) {
                joined[0] += account.userName().equals("user" + account.owner().uid()) ? 1 : 0;
            }

            @Override
            public void diagnostic(Diagnostic diagnostic) {
                throw new AssertionError(diagnostic);
            }

            @Override
            public void covered(ServiceType service, String store) {}

            @Override
            public void incomplete(ServiceType service, String store, String reason) {
                throw new AssertionError(reason);
            }
        });
        return joined[0];
    }
}
