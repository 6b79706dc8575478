package dev.watchword.agent.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.protocol.ScanReport;
import dev.watchword.rootfs.FolderRootFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a machine's files demand of a new password; the expected numbers are worked out by hand from the modules' manual pages. */
class LinuxRulesTest {

    @TempDir
    private Path root = Path.of("");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            minlen=12                                        | 12,0,0,0,0
            minlen=3                                         | 6,0,0,0,0
            minlen=12 dcredit=-1 ucredit=-2                  | 12,2,0,1,0
            minlen=12 dcredit=2 ucredit=1                    | 9,0,0,0,0
            minlen=12 dcredit=50                             | 6,0,0,0,0
            minlen=12 minclass=3                             | 12,0,0,0,0
            minlen=12 minclass=4 ocredit=-2                  | 12,1,1,1,2
            minlen=6 dcredit=-5 lcredit=-5                   | 10,0,5,5,0
            minlen=12 enforcing=0                            | 0,0,0,0,0
            minlen=words                                     | 8,0,0,0,0
            minlen=99999999999999999999                      | 8,0,0,0,0
            """)
    void argumentsOfPwqualityDemand(String arguments, String expected) throws IOException {
        stack("password requisite pam_pwquality.so " + arguments);
        assertEquals(Optional.of(numbers(expected)), rules());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            password required pam_cracklib.so                                          | 5,0,0,0,0
            password required pam_cracklib.so minlen=14 dcredit=-1 ucredit=0 lcredit=0 | 13,0,0,1,0
            password required pam_passwdqc.so                                          | 7,0,0,0,0
            password required pam_passwdqc.so min=disabled,disabled,disabled,disabled,10 | 10,1,1,1,1
            password required pam_passwdqc.so min=disabled,24,11,8,7 enforce=none      | 0,0,0,0,0
            password sufficient pam_unix.so sha512 minlen=9                            | 9,0,0,0,0
            password required pam_unix.so                                              | 0,0,0,0,0
            password optional pam_pwquality.so minlen=12                               | 0,0,0,0,0
            password [default=ignore] pam_pwquality.so minlen=12                       | 0,0,0,0,0
            password [success=1 default=die] pam_pwquality.so minlen=12                | 12,0,0,0,0
            """)
    void otherModulesDemand(String line, String expected) throws IOException {
        stack(line);
        assertEquals(Optional.of(numbers(expected)), rules());
    }

    @Test
    void theMainFileWinsOverTheFolderAndArgumentsOverBoth() throws IOException {
        stack("@include common-password");
        write("/etc/pam.d/common-password", "password requisite pam_pwquality.so retry=3 ucredit=-3\n");
        write("/etc/security/pwquality.conf.d/10-a.conf", "minlen = 20\ndcredit = -1\nucredit = -1\n");
        write("/etc/security/pwquality.conf.d/20-b.conf", "dcredit = -2 # more\n");
        write("/etc/security/pwquality.conf.d/30-c.conf.bak", "ocredit = -9\n");
        write("/etc/security/pwquality.conf", "# ocredit = -1\nminlen = 10\n");
        assertEquals(Optional.of(numbers("10,3,0,2,0")), rules());
    }

    @Test
    void theStricterOfTwoModulesCounts() throws IOException {
        stack("password requisite pam_pwquality.so minlen=10 ucredit=-1\npassword required pam_unix.so minlen=16");
        assertEquals(Optional.of(numbers("16,1,0,0,0")), rules());
    }

    @Test
    void linesOfOtherTypesDemandNothing() throws IOException {
        stack("auth requisite pam_pwquality.so minlen=20\npassword required pam_unix.so");
        assertEquals(Optional.of(numbers("0,0,0,0,0")), rules());
    }

    @Test
    void loginDefsCountWithoutPamAlone() throws IOException {
        write("/etc/login.defs", "#PASS_MIN_LEN 20\nPASS_MIN_LEN\t7\n");
        assertEquals(Optional.of(numbers("7,0,0,0,0")), rules());
        stack("password required pam_unix.so");
        assertEquals(Optional.of(numbers("0,0,0,0,0")), rules());
    }

    @Test
    void whatCannotBeReadIsNotGuessed() throws IOException {
        assertEquals(Optional.empty(), rules());
        stack("password requisite pam_pwquality.so");
        Files.createDirectories(root.resolve("etc/security/pwquality.conf"));
        assertEquals(Optional.empty(), rules());
        stack("password requisite pam_passwdqc.so config=/etc/none.conf");
        assertEquals(Optional.empty(), rules());
    }

    private Optional<ScanReport.Rules> rules() {
        try (FolderRootFs files = FolderRootFs.at(root)) {
            return new LinuxRules().of(files);
        }
    }

    private void stack(String lines) throws IOException {
        write("/etc/pam.d/passwd", lines + "\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static ScanReport.Rules numbers(String text) {
        String[] parts = text.split(",", -1);
        return new ScanReport.Rules(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]),
                Integer.parseInt(parts[4]));
    }
}
