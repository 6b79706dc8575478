package dev.watchword.server.resets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.database.Database;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.database.TestDatabase;
import dev.watchword.server.servers.TestHosts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A password that nobody else would choose is put through every way in, and looked for wherever it could stay. */
class ResetSecrecyTest {

    private static final String CANARY = "Zq7!Canary_Vx3";

    private final TestAgents agents = new TestAgents();

    @Test
    void leavesNoPasswordInFilesAnswersOrLogs() throws Exception {
        String url = TestDatabase.freshUrl(Dialect.SQLITE);
        Path file = Path.of(url.substring("jdbc:sqlite:".length()));
        Path folder = Objects.requireNonNull(file.getParent());
        List<String> answers = new ArrayList<>();
        try (Log log = new Log();
                TestApi api = TestApi.on(Database.open(url), agents)) {
            String enrolled = TestHosts.linux(api, "a").added(api);
            agents.enrol(enrolled);
            String agentless = TestHosts.linux(api, "b").added(api);
            String windows = TestHosts.linux(api, "w").windows().added(api);
            String one = "{\"reset-password\":{\"new_password\":\"" + CANARY + "\",\"is_check_password\":true}}";
            for (String host : List.of(enrolled, agentless, windows, "missing")) {
                answers.add(api.put(target(host + "/os-reset-password"), one).toString());
            }
            String many = "{\"new_password\":\"" + CANARY + "\",\"servers\":[{\"id\":\"" + enrolled + "\"}]}";
            answers.add(api.put(target("os-reset-passwords"), many).toString());
            // Refused in every other way.
            for (String body : List.of(
                    one.replace("true", "7"),
                    one.substring(0, one.length() - 1),
                    one + "x",
                    one.replace(CANARY, CANARY + "\\n"),
                    one.replace(CANARY, CANARY + "root#"),
                    one.replace(CANARY, CANARY + "\\uD800"),
                    one.replace(CANARY, CANARY.repeat(40)),
                    one.replace("\"new_password\"", CANARY),
                    one.replace("{\"new_password\"", "{\"" + CANARY + "\":1,\"" + CANARY + "\":2,\"new_password\""))) {
                answers.add(
                        api.put(target(enrolled + "/os-reset-password"), body).toString());
            }
            agents.breakDown();
            TestApi.Response broken = api.put(target(enrolled + "/os-reset-password"), one);
            assertEquals(500, broken.status());
            answers.add(broken.toString());
            answers.add(api.get("/v1/watchword/" + TestApi.PROJECT + "/resets").toString());
            answers.add(api.get(target(enrolled)).toString());
            assertTrue(Files.exists(Path.of(file + "-wal")), "there is a log to look into");
            assertNowhere(log.text() + answers, folder);
        }
        assertNowhere("", folder);
    }

    /** The search finds what is there. */
    @Test
    void findsEachFormOfAPassword() throws Exception {
        for (byte[] form : forms(CANARY).values()) {
            byte[] around = new byte[form.length + 20];
            System.arraycopy(form, 0, around, 10, form.length);
            assertTrue(holds(around, form));
            around[10]++;
            assertFalse(holds(around, form));
        }
    }

    private static void assertNowhere(String text, Path folder) throws IOException {
        Map<String, byte[]> places = new LinkedHashMap<>();
        places.put("text", text.getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                places.put(each.getFileName().toString(), Files.readAllBytes(each));
            }
        }
        assertTrue(places.size() > 1);
        places.forEach((place, bytes) ->
                forms(CANARY).forEach((form, wanted) -> assertFalse(holds(bytes, wanted), form + " in " + place)));
    }

    private static Map<String, byte[]> forms(String secret) {
        byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> forms = new LinkedHashMap<>();
        forms.put("UTF-8", utf8);
        forms.put("reversed", new StringBuilder(secret).reverse().toString().getBytes(StandardCharsets.UTF_8));
        forms.put("UTF-16BE", secret.getBytes(StandardCharsets.UTF_16BE));
        forms.put("UTF-16LE", secret.getBytes(StandardCharsets.UTF_16LE));
        forms.put("hex", ascii(HexFormat.of().formatHex(utf8)));
        forms.put("HEX", ascii(HexFormat.of().withUpperCase().formatHex(utf8)));
        for (int shift = 0; shift < 3; shift++) {
            // Whatever stands before it, these characters of Base64 depend on the secret alone.
            byte[] shifted = new byte[shift + utf8.length];
            System.arraycopy(utf8, 0, shifted, shift, utf8.length);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            forms.put("Base64 at " + shift, ascii(base64.substring(shift == 0 ? 0 : shift + 1, base64.length() - 1)));
        }
        return forms;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean holds(byte[] where, byte[] what) {
        return new String(where, StandardCharsets.ISO_8859_1).contains(new String(what, StandardCharsets.ISO_8859_1));
    }

    private static String target(String rest) {
        return "/v1/" + TestApi.PROJECT + "/cloudservers/" + rest;
    }

    /** Everything that is logged or printed. */
    private static final class Log extends Handler implements AutoCloseable {
        private final StringBuilder lines = new StringBuilder();
        private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        private final PrintStream out = System.out;
        private final PrintStream err = System.err;
        private final Logger root = Logger.getLogger("");
        private final Level level = root.getLevel();

        Log() {
            setFormatter(new SimpleFormatter());
            setLevel(Level.ALL);
            root.addHandler(this);
            root.setLevel(Level.FINER);
            PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
            System.setOut(both);
            System.setErr(both);
        }

        @Override
        public synchronized void publish(LogRecord line) {
            lines.append(getFormatter().format(line));
        }

        synchronized String text() {
            assertTrue(lines.toString().contains("made up"), "the fault is logged");
            return lines + printed.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            root.removeHandler(this);
            root.setLevel(level);
            System.setOut(out);
            System.setErr(err);
        }
    }
}
