package dev.watchword.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.audit.report.Counted;
import dev.watchword.cli.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code words}: an operator's own weak passwords: those that images are searched for, or with {@code --group} those of a
 * host group.
 */
@Command(
        name = "words",
        description = {
            "Print the project's own weak passwords for images, or those of a host group.",
            "Subcommands replace or clear the list."
        },
        mixinStandardHelpOptions = true,
        subcommands = {WordsCommand.Replace.class, WordsCommand.Clear.class})
public final class WordsCommand implements Callable<Integer> {

    @Mixin
    private Target target = new Target();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        Api api = Api.current();
        JsonNode answer = api.get(target.path(api));
        if (output.isJson()) {
            output.print(answer);
            return 0;
        }
        List<JsonNode> rows = new ArrayList<>();
        answer.path("extended_weak_password")
                .forEach(word -> rows.add(Api.object().set("word", word)));
        new Listing().column("WORD", "word").print(rows, "The list is empty.", System.out);
        return 0;
    }

    /** Which list is meant. */
    static final class Target {

        @Option(
                names = "--group",
                paramLabel = "ID",
                defaultValue = "",
                description = "The words of this host group instead of the images'.")
        private String group = "";

        String path(Api api) {
            return group.isEmpty()
                    ? "/v5/" + api.project() + "/image/baseline/extended-weak-password"
                    : "/v1/watchword/" + api.project() + "/dictionaries/" + Api.encoded(group);
        }

        String field() {
            return group.isEmpty() ? "extended_weak_password" : "words";
        }

        void replace(List<String> words) {
            Api api = Api.current();
            ObjectNode body = Api.object();
            ArrayNode list = body.putArray(field());
            words.forEach(list::add);
            if (group.isEmpty()) {
                api.post(path(api), body);
            } else {
                api.put(path(api), body);
            }
            System.out.println("the list has " + Counted.of(words.size(), "word"));
        }
    }

    /** {@code words replace}. */
    @Command(
            name = "replace",
            description = "Replace the whole list by the lines of a file, - being standard input.",
            mixinStandardHelpOptions = true)
    static final class Replace implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = "One word a line, at most 300; empty lines are left out.")
        private Path file = Path.of("-");

        @Mixin
        private Target target = new Target();

        @Override
        public Integer call() {
            target.replace(
                    lines().lines().filter(line -> !line.isEmpty()).distinct().toList());
            return 0;
        }

        private String lines() {
            try {
                byte[] bytes = file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file);
                return new String(bytes, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw Failure.failed(file + " cannot be read");
            }
        }
    }

    /** {@code words clear}. */
    @Command(name = "clear", description = "Empty the list.", mixinStandardHelpOptions = true)
    static final class Clear implements Callable<Integer> {

        @Mixin
        private Target target = new Target();

        @Override
        public Integer call() {
            target.replace(List.of());
            return 0;
        }
    }
}
