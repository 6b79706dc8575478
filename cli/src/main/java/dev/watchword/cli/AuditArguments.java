package dev.watchword.cli;

import dev.watchword.audit.AuditOptions;
import dev.watchword.audit.Budget;
import dev.watchword.audit.CostLimit;
import dev.watchword.audit.Mask;
import dev.watchword.policy.PasswordPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command that tests passwords understands. */
final class AuditArguments {

    @Option(
            names = "--words",
            paramLabel = "FILE",
            description = "Try the words of this file first, one a line. May be given several times.")
    private List<Path> words = new ArrayList<>();

    @Option(names = "--mangle-words", description = "Try the usual variations of those words too.")
    private boolean mangleWords;

    @Option(
            names = "--no-builtin",
            description = "Try the given words only, neither the built-in list nor words made from the account.")
    private boolean noBuiltIn;

    @Option(
            names = "--budget",
            paramLabel = "ACCOUNT[,TOTAL]",
            description =
                    "CPU time for each account and in all, such as 20s,10m (the default). A bare number is seconds.")
    private @Nullable String budget;

    @Option(
            names = "--max-guess-time",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "Refuse stored hashes that ask for more CPU time a guess. Default: ${DEFAULT-VALUE}")
    private String maxGuessTime = "5s";

    @Option(
            names = "--max-guess-memory",
            paramLabel = "MIB",
            defaultValue = "256",
            description = "Refuse stored hashes that ask for more memory a guess, in MiB. Default: ${DEFAULT-VALUE}")
    private int maxGuessMemory = 256;

    @Option(names = "--host", paramLabel = "NAME", description = "The machine's name, to make candidates from.")
    private @Nullable String host;

    @Option(
            names = "--organisation",
            paramLabel = "WORD",
            description = "A word of your organisation or project to make candidates from. May be given several times.")
    private List<String> organisation = new ArrayList<>();

    @Option(
            names = "--policy",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "RULES",
            description = "Report clear-text passwords that break the rules: length=8,classes=2,run=0 (the default).")
    private @Nullable String policy;

    @Option(
            names = "--mask",
            paramLabel = "partial|full",
            defaultValue = "partial",
            description = "How found passwords are shown: a few characters, or none. Default: ${DEFAULT-VALUE}")
    private Mask mask = Mask.PARTIAL;

    @Option(names = "--threads", paramLabel = "N", description = "Processor cores to use. Default: all")
    private int threads = Runtime.getRuntime().availableProcessors();

    Optional<String> host() {
        return Optional.ofNullable(host);
    }

    /** The options of a scan; reads the word lists. */
    AuditOptions options(String hostName, LineOut remarks) {
        if (threads < 1 || threads > 1024) {
            throw Failure.usage("--threads is 1 to 1024");
        }
        return new AuditOptions(
                parsedBudget(),
                costLimit(),
                CustomWords.read(words, mangleWords, remarks),
                !noBuiltIn,
                hostName,
                organisation,
                Optional.ofNullable(policy).map(PolicyText::parse),
                mask,
                threads,
                LocalDate.now(ZoneOffset.UTC));
    }

    private CostLimit costLimit() {
        Duration time = DurationText.parse(maxGuessTime);
        if (time.isZero() || maxGuessMemory < 1 || maxGuessMemory > 1 << 20) {
            throw Failure.usage("the limits of a guess are positive");
        }
        return new CostLimit(time, (long) maxGuessMemory << 20);
    }

    private Budget parsedBudget() {
        if (budget == null) {
            return Budget.DEFAULT;
        }
        String[] parts = budget.split(",", -1);
        if (parts.length > 2) {
            throw Failure.usage("--budget is ACCOUNT or ACCOUNT,TOTAL");
        }
        Duration perAccount = DurationText.parse(parts[0]);
        return new Budget(perAccount, parts.length == 2 ? DurationText.parse(parts[1]) : Budget.DEFAULT.total());
    }

    /** Reads the rules of {@code --policy}. */
    static final class PolicyText {

        private PolicyText() {}

        static PasswordPolicy parse(String text) {
            int length = PasswordPolicy.DEFAULT.minimumLength();
            int classes = PasswordPolicy.DEFAULT.characterClasses();
            int run = PasswordPolicy.DEFAULT.maximumIdenticalRun();
            for (String rule : text.isEmpty() ? new String[0] : text.split(",", -1)) {
                String[] parts = rule.split("=", 2);
                int value = parts.length == 2 ? number(rule, parts[1]) : -1;
                switch (parts[0]) {
                    case "length" -> length = value;
                    case "classes" -> classes = value;
                    case "run" -> run = value;
                    default -> throw Failure.usage("--policy knows length, classes and run, not '" + rule + "'");
                }
            }
            try {
                return new PasswordPolicy(length, classes, run, true);
            } catch (IllegalArgumentException e) {
                throw Failure.usage("--policy: " + e.getMessage());
            }
        }

        private static int number(String rule, String digits) {
            try {
                return Integer.parseInt(digits);
            } catch (NumberFormatException e) {
                throw Failure.usage("--policy: '" + rule + "' has no number");
            }
        }
    }
}
