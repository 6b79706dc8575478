package dev.watchword.cli;

import dev.watchword.account.AccountStore;
import dev.watchword.account.AccountStores;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code formats}: what this build reads and tests. */
@Command(
        name = "formats",
        description = "List the hash schemes and credential stores that this build knows.",
        mixinStandardHelpOptions = true)
final class FormatsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Hash schemes (a weak one is a finding by itself)");
        for (HashScheme scheme : HashSchemes.all()) {
            out.println(String.format(
                    Locale.ROOT, "  %-16s %-5s %s", scheme.id(), scheme.obsolete() ? "weak" : "", scheme.title()));
        }
        out.println();
        out.println("Credential stores");
        for (AccountStore store : AccountStores.all()) {
            out.println(String.format(Locale.ROOT, "  %-16s %s", store.service().wireName(), store.title()));
        }
    }
}
