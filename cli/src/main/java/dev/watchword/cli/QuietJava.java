package dev.watchword.cli;

import java.util.List;

/** A process whose standard output is answers alone: what its virtual machine says goes where errors go, and of a crash it keeps nothing. */
final class QuietJava {

    /** Warnings of the machine's log and what else it prints, such as of a full code cache, go to standard output otherwise. */
    static final List<String> FLAGS = List.of(
            "-Xlog:disable",
            "-Xlog:all=warning:stderr",
            "-XX:+DisplayVMOutputToStderr",
            // The words that were being tried stand in its memory.
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null");

    private QuietJava() {}
}
