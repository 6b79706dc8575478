package dev.watchword.agent.scan;

import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.wire.Wire;
import dev.watchword.audit.AccountResult;
import dev.watchword.audit.AuditReport;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.Parsed;
import java.io.IOException;
import java.util.Set;

/**
 * What a scan has left that faster kernels would make shorter, so that the next one knows whether they pay.
 *
 * @param seconds processor time that the schemes' own kernels would take, by estimate
 */
public record SlowWork(double seconds) {

    /** Nothing is known yet: the first scan is for the likeliest words, which take little. */
    static final SlowWork NONE = new SlowWork(0);

    /**
     * Schemes whose guesses are slow and that somebody has faster kernels for, in the memory that there is. Those of yescrypt and scrypt want
     * twice what a guess does, which is too much at what is usually stored. A test holds the list to what is offered.
     */
    public static final Set<String> SCHEMES = Set.of(
            "apr1",
            "bcrypt",
            "django-pbkdf2",
            "grub-pbkdf2",
            "md5crypt",
            "mongodb-scram",
            "mysql-sha2",
            "mysql-sha256",
            "pbkdf2",
            "scram-sha256",
            "sha256crypt",
            "sha512crypt",
            "tomcat-digest",
            "tomcat-pbkdf2",
            "werkzeug-pbkdf2");

    /** A process, its start, and warming up take some five seconds, and as much again of each further kind of hash. */
    private static final double PAYS_SECONDS = 60;

    private static final String FILE = "slow-work";

    /** Whether a process with faster kernels makes up for its start and its warming up. */
    public boolean pays() {
        return seconds >= PAYS_SECONDS;
    }

    /** What the last scan left. */
    public static SlowWork last(Disk disk) throws IOException {
        return disk.read(FILE).flatMap(json -> Wire.read(json, SlowWork.class)).orElse(NONE);
    }

    void keep(Disk disk) throws IOException {
        disk.write(FILE, Wire.write(this));
    }

    static SlowWork after(AuditReport report) {
        return new SlowWork(
                report.accounts().stream().mapToDouble(SlowWork::nanosLeft).sum() / 1e9);
    }

    private static double nanosLeft(AccountResult result) {
        if (result.coverage().complete() || !SCHEMES.contains(result.scheme())) {
            return 0;
        }
        double left = result.coverage().planned() - result.coverage().tried();
        return result.account().credentials().stream()
                .filter(stored -> stored.scheme().name().equals(result.scheme()))
                .findFirst()
                .map(stored -> left * nanosEach(stored))
                .orElse(0.0);
    }

    private static double nanosEach(EncodedHash stored) {
        return HashSchemes.byId(stored.scheme())
                                .map(scheme -> scheme.parse(stored))
                                .orElse(null)
                        instanceof Parsed.Readable readable
                ? readable.hash().cost().nanos()
                : 0;
    }
}
