package dev.watchword.benchmark.john;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command under comparison.
 *
 * @param start how it is started, up to its arguments
 */
record WatchwordCommand(List<String> start) {

    /** Goes through the words with one worker. Nothing is remembered of earlier runs unless the work is to go again. */
    Measured run(Path measured, Work.Kind kind, GeneratedFiles files, Path folder)
            throws IOException, InterruptedException {
        Path report = folder.resolve("report");
        Files.deleteIfExists(report);
        List<String> command = new ArrayList<>(start);
        command.addAll(List.of(
                "audit",
                "--no-builtin",
                "--words=" + files.words(),
                "--memory=" + (kind == Work.Kind.AGAIN ? folder.resolve("memory") : "none"),
                "--threads=1",
                "--budget=24h,24h",
                "--max-guess-time=60s",
                "--format=csv",
                "--output=" + report,
                files.hashes().toString()));
        Measured run = Measured.run(measured, command, folder);
        try (var lines = Files.lines(report)) {
            if (lines.noneMatch(line -> line.contains("," + GeneratedFiles.PLANTED + ",custom,"))) {
                throw new IOException("watchword did not find the planted password");
            }
        }
        return run;
    }
}
