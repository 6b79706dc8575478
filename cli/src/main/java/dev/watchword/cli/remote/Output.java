package dev.watchword.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** Whether a command prints a table or the server's JSON. */
final class Output {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Option(names = "--json", description = "Print JSON as the server answers it.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    void print(JsonNode tree) {
        try {
            PrintStream out = System.out;
            out.write(JSON.writeValueAsString(tree).getBytes(StandardCharsets.UTF_8));
            out.println();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
