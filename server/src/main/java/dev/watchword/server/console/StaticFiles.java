package dev.watchword.server.console;

import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Style, script and picture of the pages: in memory, each under an address that changes with its content, so that a browser
 * never asks twice. Safe for use by many threads.
 */
public final class StaticFiles {

    private static final String JARS = "/META-INF/resources/webjars/";
    private static final String OURS = "/dev/watchword/server/console/files/";
    private static final String CSS = "text/css;charset=utf-8";
    private static final String SCRIPT = "text/javascript;charset=utf-8";

    private final Map<String, StaticFile> files = new LinkedHashMap<>();

    private record StaticFile(String type, byte[] content, String hash) {}

    public StaticFiles() {
        add("pico.css", CSS, JARS + "picocss__pico/2.1.1/css/pico.min.css");
        add("htmx.js", SCRIPT, JARS + "htmx.org/2.0.8/dist/htmx.min.js");
        add("console.css", CSS, OURS + "console.css");
        add("console-words.css", CSS, OURS + "console-words.css");
        add("console-people.css", CSS, OURS + "console-people.css");
        add("console.js", SCRIPT, OURS + "console.js");
        add("icon.svg", "image/svg+xml", OURS + "icon.svg");
    }

    /** Where a file is. */
    public String address(String name) {
        StaticFile file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("there is no file " + name);
        }
        return "/console/static/" + file.hash() + "/" + name;
    }

    /** The file of the path. */
    public Answer show(Call call) {
        StaticFile file = files.get(call.path("name"));
        if (file == null || !file.hash().equals(call.path("hash"))) {
            throw ApiError.of(404, "WW.0004", "There is no such file.");
        }
        return Answer.of(file.type(), file.content()).header("Cache-Control", "public, max-age=31536000, immutable");
    }

    private void add(String name, String type, String resource) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the console's file is missing: " + resource);
            }
            byte[] content = in.readAllBytes();
            files.put(name, new StaticFile(type, content, hash(content)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }
}
