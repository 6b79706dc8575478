package dev.watchword.cli;

import dev.watchword.agent.enforce.Enforcement;
import dev.watchword.agent.enforce.Plan;
import dev.watchword.agent.enforce.Wish;
import dev.watchword.audit.report.Counted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code agent enforce}: demands on new passwords, in the host's own way of changing them. */
@Command(
        name = "enforce",
        description =
                "Make this machine's passwd demand more of new passwords. Shows the difference; --apply writes it.",
        mixinStandardHelpOptions = true)
final class AgentEnforceCommand implements Callable<Integer> {

    @Option(names = "--min-length", paramLabel = "N", description = "At least so many characters; 0 to 128.")
    private int minLength;

    @Option(names = "--classes", paramLabel = "N", description = "At least so many of the four classes of characters.")
    private int classes;

    @Option(names = "--words", paramLabel = "FILE", description = "Words that are refused, one a line. Repeatable.")
    private List<Path> words = List.of();

    @Option(names = "--apply", description = "Write it. Without, nothing is changed.")
    private boolean apply;

    @Option(names = "--undo", description = "Put back what was there before the first --apply.")
    private boolean undo;

    @Option(names = "--root", paramLabel = "DIR", defaultValue = "/", description = "The machine's root. Default: /")
    private Path root = Path.of("/");

    @Override
    public Integer call() {
        Enforcement enforcement = new Enforcement(root.toAbsolutePath());
        if (undo) {
            if (apply) {
                throw Failure.usage("--undo and --apply exclude each other");
            }
            return undo(enforcement);
        }
        return enforce(enforcement);
    }

    private static int undo(Enforcement enforcement) {
        try {
            System.out.println(enforcement.undo() ? "undone" : "nothing to undo");
            return Exit.DONE;
        } catch (IOException e) {
            throw Failure.failed("not undone: " + Reasons.of(e));
        }
    }

    private int enforce(Enforcement enforcement) {
        if (minLength == 0 && classes == 0 && words.isEmpty()) {
            throw Failure.usage("nothing is demanded: --min-length, --classes or --words");
        }
        List<String> refused = CustomWords.read(words, false, System.err::println)
                .words()
                .map(word -> new String(word, StandardCharsets.UTF_8))
                .toList();
        return switch (enforcement.plan(wish(), refused)) {
            case Plan.Useless useless -> throw Failure.failed("nothing was changed: " + useless.why());
            case Plan.Ready ready -> {
                ready.difference().forEach(System.out::println);
                System.out.println(Counted.of(refused.size(), "word") + " would be refused");
                yield apply ? apply(enforcement, ready, refused) : Exit.DONE;
            }
        };
    }

    private Wish wish() {
        try {
            return new Wish(minLength, classes);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }

    private static int apply(Enforcement enforcement, Plan.Ready ready, List<String> refused) {
        try {
            enforcement.apply(ready, refused);
            System.out.println("written; root is warned and not refused, unless pam_pwquality has enforce_for_root");
            return Exit.DONE;
        } catch (IOException e) {
            throw Failure.failed("not written: " + Reasons.of(e));
        }
    }
}
