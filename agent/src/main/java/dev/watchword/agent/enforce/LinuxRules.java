package dev.watchword.agent.enforce;

import dev.watchword.account.pam.PamService;
import dev.watchword.agent.reset.system.Texts;
import dev.watchword.agent.scan.HostRules;
import dev.watchword.protocol.ScanReport;
import dev.watchword.rootfs.RootFs;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Linux machine demands of a password that a user sets with passwd(1): by pam_pwquality with its files, pam_cracklib, pam_passwdqc and
 * pam_unix, each as its manual page says. Never says more than is demanded: modules that only warn do not count, of several ways to pass
 * the easiest one counts, and a number of classes that leaves a choice demands no class. {@code PASS_MIN_LEN} of {@code /etc/login.defs}
 * counts on a machine without PAM alone; nothing of PAM reads it.
 */
public final class LinuxRules implements HostRules {

    private static final ScanReport.Rules NOTHING = new ScanReport.Rules(0, 0, 0, 0, 0);
    private static final Pattern MIN_LENGTH = Pattern.compile("\\s*PASS_MIN_LEN\\s+(\\d{1,5})\\s*");

    @Override
    public Optional<ScanReport.Rules> of(RootFs root) {
        return PasswordStack.of(root).flatMap(modules -> modules.isEmpty() ? withoutPam(root) : withPam(root, modules));
    }

    private static Optional<ScanReport.Rules> withoutPam(RootFs root) {
        return Texts.lines(root, "/etc/login.defs")
                .flatMap(lines -> lines.stream()
                        .map(MIN_LENGTH::matcher)
                        .filter(Matcher::matches)
                        .map(found -> new ScanReport.Rules(Integer.parseInt(found.group(1)), 0, 0, 0, 0))
                        .reduce((former, latter) -> latter));
    }

    private static Optional<ScanReport.Rules> withPam(RootFs root, List<PamService.Module> modules) {
        ScanReport.Rules all = NOTHING;
        for (PamService.Module module : modules) {
            Optional<ScanReport.Rules> one = demanded(root, module);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            all = both(all, one.get());
        }
        return Optional.of(all);
    }

    /** What one module demands; empty when a file that it reads cannot be read. */
    private static Optional<ScanReport.Rules> demanded(RootFs root, PamService.Module module) {
        boolean binding = PasswordStack.isBinding(module);
        return switch (module.name()) {
            case "pam_unix" -> Optional.of(unix(module));
            case "pam_pwquality" ->
                binding
                        ? QualityFiles.read(root)
                                .map(settings -> Credits.PWQUALITY.demanded(settings.with(module.arguments())))
                        : Optional.of(NOTHING);
            case "pam_cracklib" ->
                Optional.of(
                        binding ? Credits.CRACKLIB.demanded(QualitySettings.NONE.with(module.arguments())) : NOTHING);
            case "pam_passwdqc" -> binding ? PasswdQc.demanded(root, module.arguments()) : Optional.of(NOTHING);
            default -> Optional.of(NOTHING);
        };
    }

    /** Whatever its control, it stores no password that it refuses. What it demands unasked differs from one Linux to the next. */
    private static ScanReport.Rules unix(PamService.Module module) {
        int length = QualitySettings.NONE.with(module.arguments()).number("minlen", 0);
        return new ScanReport.Rules(Math.max(0, length), 0, 0, 0, 0);
    }

    private static ScanReport.Rules both(ScanReport.Rules one, ScanReport.Rules other) {
        return new ScanReport.Rules(
                Math.max(one.minimumLength(), other.minimumLength()),
                Math.max(one.uppercase(), other.uppercase()),
                Math.max(one.lowercase(), other.lowercase()),
                Math.max(one.digits(), other.digits()),
                Math.max(one.special(), other.special()));
    }
}
