package dev.watchword.candidate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Guards the yield of the plan on a sample in the manner of a log of failed logins. The sample was made up for this test:
 * it is no capture, and the list was not made from it. The figures of real captures stand in {@code docs/candidates.md}.
 */
class CoverageTest {

    private static final List<String> SAMPLE = List.of(
            ("123456 root admin password 12345 123456789 test 1234 qwerty 111111 toor admin123 root123 P@ssw0rd 1q2w3e4r 1qaz2wsx abc123 "
                            + "000000 user ubuntu oracle postgres 1qaz@WSX !QAZ2wsx Admin@123 Huawei@123 root@123 Root123 root2026 password123 "
                            + "zaq12wsx qazwsx raspberry changeme pi guest support 123123 654321 letmein welcome Passw0rd Welcome1 test123 "
                            + "qwe123 123qwe q1w2e3r4 mysql123 hadoop123 jenkins git123456 deploy123 dev@123 nagios zabbix tomcat s3cret foobared "
                            + "Aa123456 Aa123456. Abc@123456 Abcd1234! Qwer@1234 Qq123456 Zz123456 wang123 Lx123456 Zhang@123 li123456 vps123456 "
                            + "Server@2026 Summer2025! Linux2026 admin@2025 P@ssw0rd2026 Password@123 pa55word P@$$w0rd p4ssw0rd 5201314 woaini1314 "
                            + "88888888 147258369 19900101 20080808 asdf1234 zxcvbnm123 qweasdzxc 1qazxsw2 3edc4rfv !@#$%^ 1234qwer!@#$ qwe123!@# "
                            + "michael jennifer football dragon1 thomas123 admin.123 root_123 user12345 test@1234 oracle11g centos7 debian12345 "
                            + "minecraft1 teamspeak3 Zte521 xc3511 klv123 ubnt alpine cisco123 VMware1! www.baidu.com 123.com 123456a! a123456@")
                    .split(" "));

    @Test
    void findsMostOfASampleOfFailedLogins() {
        Hints root = new Hints("root", "root", "root", "", List.of(), List.of("system", "linux"));
        CandidatePlan.Cursor cursor =
                new CandidatePlan(Wordlist.builtIn(), new Derivation().derive(root, 2026)).start();
        Set<String> wanted = new HashSet<>(SAMPLE);
        int sample = wanted.size();
        for (int tried = 1; tried <= 100_000 && cursor.next(); tried++) {
            wanted.remove(new String(cursor.word(), UTF_8));
            double found = 1 - wanted.size() / (double) sample;
            switch (tried) {
                case 100 -> assertFound(0.20, found);
                case 1_000 -> assertFound(0.50, found);
                case 10_000 -> assertFound(0.75, found);
                case 100_000 -> assertFound(0.90, found);
                default -> {}
            }
        }
    }

    private static void assertFound(double atLeast, double found) {
        assertTrue(found >= atLeast, "found " + found + ", expected at least " + atLeast);
    }
}
