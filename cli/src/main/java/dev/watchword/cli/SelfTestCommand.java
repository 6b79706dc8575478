package dev.watchword.cli;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.Verifier;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code selftest}: every scheme against its known answers, on this machine and this Java. */
@Command(
        name = "selftest",
        description = "Check every hash scheme against its known answers.",
        mixinStandardHelpOptions = true)
final class SelfTestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int failures = 0;
        for (HashScheme scheme : HashSchemes.all()) {
            long wrong = scheme.knownAnswers().stream()
                    .filter(answer -> !holds(scheme, answer))
                    .count();
            failures += wrong == 0 ? 0 : 1;
            out.println(String.format(
                    Locale.ROOT,
                    "%-4s %-16s %d known answers",
                    wrong == 0 ? "ok" : "FAIL",
                    scheme.id(),
                    scheme.knownAnswers().size()));
        }
        return failures == 0 ? Exit.DONE : Exit.FAILED;
    }

    /** The right password matches, and one that differs in its last byte that counts does not. */
    private static boolean holds(HashScheme scheme, KnownAnswer answer) {
        if (!(scheme.parse(answer.hash()) instanceof Parsed.Readable readable)) {
            return false;
        }
        byte[] altered = Arrays.copyOf(answer.password(), Math.max(1, answer.password().length));
        altered[Math.min(altered.length, scheme.significantBytes()) - 1] ^= 2;
        return Verifier.matches(scheme, readable.hash(), answer.password())
                && !Verifier.matches(scheme, readable.hash(), altered);
    }
}
