package dev.watchword.cli;

import dev.watchword.candidate.CandidatePlan;
import dev.watchword.candidate.Derivation;
import dev.watchword.candidate.Hints;
import dev.watchword.candidate.Wordlist;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code candidates}: the plan of one account, in the order in which it would be tried. */
@Command(
        name = "candidates",
        description = "Print the passwords that an account would be tried with, likeliest first, one a line.",
        mixinStandardHelpOptions = true)
final class CandidatesCommand implements Callable<Integer> {

    @Option(names = "--user", paramLabel = "NAME", required = true, description = "The account's name.")
    private String user = "";

    @Option(names = "--full-name", paramLabel = "TEXT", description = "The full name of its owner.")
    private String fullName = "";

    @Option(names = "--home", paramLabel = "NAME", description = "The last part of its home folder.")
    private String home = "";

    @Option(names = "--host", paramLabel = "NAME", description = "The machine's name.")
    private String host = "";

    @Option(names = "--organisation", paramLabel = "WORD", description = "A word of the organisation or project.")
    private List<String> organisation = new ArrayList<>();

    @Option(names = "--product", paramLabel = "WORD", description = "The service: redis, tomcat, mysql, ftp ...")
    private List<String> products = new ArrayList<>();

    @Option(names = "--limit", paramLabel = "N", description = "Print the first N only.")
    private int limit = Integer.MAX_VALUE;

    @Override
    public Integer call() {
        if (limit < 0) {
            throw Failure.usage("--limit is not negative");
        }
        Hints hints = new Hints(user, fullName, home, host, organisation, products);
        int year = LocalDate.now(ZoneOffset.UTC).getYear();
        CandidatePlan.Cursor words =
                new CandidatePlan(Wordlist.builtIn(), new Derivation().derive(hints, year)).start();
        OutputStream out = new BufferedOutputStream(System.out);
        try {
            for (int i = 0; i < limit && words.next(); i++) {
                out.write(words.word());
                out.write('\n');
            }
            out.flush();
        } catch (IOException e) {
            throw Failure.failed("the candidates could not be written: " + Reasons.of(e));
        }
        // a reader that has seen enough, as head does, is told nothing; a script sees the status
        return System.out.checkError() ? Exit.FAILED : Exit.DONE;
    }
}
