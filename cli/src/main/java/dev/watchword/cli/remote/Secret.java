package dev.watchword.cli.remote;

import dev.watchword.cli.Failure;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Asks for a secret: hidden on a terminal, one line of standard input in a script; never an argument. */
final class Secret {

    private Secret() {}

    static String ask(String what) {
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            char[] typed = console.readPassword("%s: ", what);
            if (typed == null || typed.length == 0) {
                throw Failure.usage("no " + what + " was given");
            }
            return new String(typed);
        }
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null || line.isEmpty()) {
                throw Failure.usage("no " + what + " on standard input");
            }
            return line;
        } catch (IOException e) {
            throw Failure.failed("standard input cannot be read");
        }
    }
}
