package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.watchword.testing.LibCrypt;
import dev.watchword.testing.OciLayout;
import dev.watchword.testing.TarBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images that were made to do harm. Each is scanned by the command in a JVM of its own, together with a harmless image: it ends
 * in time and within the memory, the harm is told by name or the password behind it is found, the other image is read,
 * and nothing is written beside the scan.
 */
class HostileImageIT {

    private static final long MOST_KIBIBYTES = 512 << 10;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String TAR = "application/vnd.oci.image.layer.v1.tar";
    private static final String WEAK = "123456";

    @TempDir
    private Path work;

    private interface Maker {
        void make(OciLayout image) throws IOException;
    }

    /** @param expected what {@code incomplete} says, or {@code ""} when the planted password is found instead */
    private record Harm(String name, String expected, Maker maker) {}

    private static String shadow() {
        String hash = LibCrypt.crypt(WEAK.getBytes(StandardCharsets.UTF_8), "$6$rounds=1000$planted")
                .orElseThrow();
        return "root:" + hash + ":19000:0:99999:7:::\n";
    }

    private static TarBuilder system() {
        return new TarBuilder()
                .file("etc/passwd", "root:x:0:0::/root:/bin/sh\n")
                .file("etc/shadow", shadow());
    }

    private static Harm layer(String name, String expected, TarBuilder archive) {
        return new Harm(name, expected, image -> image.layer(archive, "").write());
    }

    private static Harm blob(String name, String expected, byte[] blob, byte[] archive) {
        return new Harm(
                name,
                expected,
                image -> image.layer(blob, OciLayout.digest(archive), TAR, "").write());
    }

    private static byte[] repeated(byte[] part, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] gzipped(OutputMaker maker) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed, 64 << 10)) {
            maker.write(gzip);
        }
        return packed.toByteArray();
    }

    private interface OutputMaker {
        void write(OutputStream out) throws IOException;
    }

    private static List<Harm> bombs() throws IOException {
        byte[] zeros = new byte[1 << 20];
        byte[] zeroHeader = new TarBuilder().entry('0', "zeros", "", 7L << 30).cut();
        byte[] gzipZeros = gzipped(out -> {
            out.write(zeroHeader);
            for (int i = 0; i < 1_500; i++) {
                out.write(zeros);
            }
        });
        ByteArrayOutputStream zstdZeros = new ByteArrayOutputStream();
        zstdZeros.writeBytes(Zstd.compress(zeroHeader));
        zstdZeros.writeBytes(repeated(Zstd.compress(zeros), 7_000));
        byte[] entries = gzipped(out -> {
            for (int i = 0; i < 520_000; i++) {
                out.write(new TarBuilder().file("many/" + i, "").cut());
            }
        });
        String deep = "f/".repeat(120);
        TarBuilder folders = new TarBuilder();
        for (int i = 0; i < 6_000; i++) {
            folders.extended("path=" + i + "/" + deep + "x").file("x", "");
        }
        String line = "u:" + "!".repeat(20) + ":19000:0:99999:7:::\n";
        byte[] accounts = line.repeat(2_400_000).getBytes(StandardCharsets.US_ASCII);
        byte[] longShadow = new byte[80 << 20];
        Arrays.fill(longShadow, (byte) '\n');
        return List.of(
                blob("gzip of zeros", "limit ratio", gzipZeros, new byte[0]),
                blob("zstd of zeros", "limit ratio", zstdZeros.toByteArray(), new byte[0]),
                blob("half a million entries", "limit entries", entries, new byte[0]),
                layer("half a million folders", "limit entries", folders),
                layer("too many accounts", "limit accounts", new TarBuilder().file("etc/shadow", accounts)),
                layer(
                        "a shadow file without end",
                        "larger than the limit",
                        new TarBuilder().file("etc/shadow", longShadow)),
                layer("one line without end", "too long", new TarBuilder().file("etc/shadow", "x".repeat(30 << 20))),
                new Harm("more layers than a runtime takes", "limit layers", image -> {
                    for (int i = 0; i < 200; i++) {
                        image.layer(new TarBuilder().file("f" + i, ""), "");
                    }
                    image.write();
                }),
                layer(
                        "written over and over",
                        "limit views",
                        IntStream.range(0, 3_000)
                                .collect(
                                        TarBuilder::new,
                                        (tar, i) -> tar.file("etc/shadow", shadow().replace("root", "r" + i)),
                                        (a, b) -> {})));
    }

    private static List<Harm> headers() {
        byte[] sparse = new TarBuilder()
                .file("etc/passwd", "root:x:0:0::/root:/bin/sh\n")
                .extended(
                        "GNU.sparse.major=1",
                        "GNU.sparse.minor=0",
                        "GNU.sparse.name=etc/shadow",
                        "GNU.sparse.realsize=10737418240")
                .file("GNUSparseFile.0/shadow", "1\n0\n1\n")
                .bytes();
        return List.of(
                blob("holes", "stored with holes", sparse, sparse),
                layer("a name of a terabyte", "limit metadata", system().entry('L', "x", "", 7_000_000_000L)),
                layer(
                        "a path of a megabyte",
                        "limit path_length",
                        system().extended("path=" + "p/".repeat(500_000)).file("x", "")),
                layer(
                        "folders without end",
                        "limit depth",
                        system().extended("path=" + "d/".repeat(1_000)).file("x", "")),
                layer(
                        "a long name",
                        "limit name_length",
                        system().extended("path=" + "n".repeat(300)).file("x", "")),
                layer(
                        "links in a circle",
                        "limit links",
                        system().symbolicLink("a", "b").symbolicLink("b", "a").file("a/x", "")),
                layer("a device as store", "not a regular file", new TarBuilder().entry('3', "etc/shadow", "", 0)),
                layer("a pipe as store", "not a regular file", new TarBuilder().entry('6', "etc/shadow", "", 0)),
                layer(
                        "a store that links to itself",
                        "symbolic links",
                        new TarBuilder().symbolicLink("etc/shadow", "shadow")),
                layer("a hard link to nothing", "hard link", system().hardLink("etc/x", "none")),
                layer("an entry below a file", "below a file", system().file("etc/shadow/x", "")),
                layer(
                        "an entry after the end",
                        "goes on after",
                        system().raw(new byte[512]).file("etc/x", "")),
                layer("a header of ones", "a number that is none", system().raw(repeated(new byte[] {1}, 512))),
                blob(
                        "cut in the middle",
                        "damaged",
                        Arrays.copyOf(TarBuilder.gzip(system().bytes()), 100),
                        new byte[0]),
                blob("another archive than named", "digest", system().bytes(), new byte[1]),
                blob(
                        "not packed at all",
                        "a number that is none",
                        "no archive".repeat(200).getBytes(StandardCharsets.US_ASCII),
                        new byte[0]),
                blob("xz", "bzip2 or xz", new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0, 0}, new byte[0]),
                layer(
                        "paths that lead out",
                        "",
                        system().file("../../../../../../../../tmp/escaped", "x")
                                .file("/tmp/escaped", "x")),
                layer(
                        "links that lead out",
                        "",
                        system().symbolicLink("out", "../../../../../../tmp")
                                .file("out/escaped", "x")
                                .symbolicLink("etc/redis.conf", "/proc/self/environ")),
                layer(
                        "a folder called whiteout",
                        "",
                        system().folder(".wh..wh.x").file("etc/.wh.none", "")));
    }

    private static List<Harm> documents() {
        return List.of(
                new Harm("an index of itself", "limit manifests", image -> {
                    String inner = OciLayout.descriptor(
                            "x", image.blob("{\"manifests\":[]}".getBytes(StandardCharsets.UTF_8)), 16);
                    for (int i = 0; i < 50; i++) {
                        byte[] index =
                                ("{\"manifests\":[" + inner + "," + inner + "]}").getBytes(StandardCharsets.UTF_8);
                        inner = OciLayout.descriptor("x", image.blob(index), index.length);
                    }
                    image.index("[" + inner + "]");
                }),
                new Harm(
                        "a document without end",
                        "limit manifest_bytes",
                        image -> Files.writeString(
                                image.folder().resolve("index.json"), "{\"a\":\"" + "x".repeat(10 << 20) + "\"}")),
                new Harm(
                        "nesting without end",
                        "JSON",
                        image -> Files.writeString(image.folder().resolve("index.json"), "[".repeat(4 << 20))),
                new Harm(
                        "a digest that is a path",
                        "no digest",
                        image -> image.index(
                                "[{\"mediaType\":\"x\",\"digest\":\"sha256:../../../../etc/shadow\",\"size\":1}]")),
                new Harm("an environment without end", "", image -> {
                    String[] many = IntStream.range(0, 60_000)
                            .mapToObj(i -> "V" + i + "_PASSWORD=" + WEAK + i)
                            .toArray(String[]::new);
                    image.layer(system(), "").environment(many).write();
                }),
                new Harm("a history without end", "", image -> {
                    image.layer(system(), "");
                    for (int i = 0; i < 20; i++) {
                        image.history(IntStream.range(0, 8_000)
                                .mapToObj(j -> "A" + j + "_PASSWORD=x")
                                .collect(Collectors.joining(" ")));
                    }
                    image.write();
                }));
    }

    @TestFactory
    Stream<DynamicTest> endsInTimeAndSaysWhatItLeftOut() throws IOException {
        Path harmless = work.resolve("harmless");
        OciLayout.in(harmless)
                .layer(new TarBuilder().file("etc/redis.conf", "requirepass " + WEAK + "\n"), "")
                .write();
        List<Harm> all = new ArrayList<>(bombs());
        all.addAll(headers());
        all.addAll(documents());
        return all.stream().map(harm -> DynamicTest.dynamicTest(harm.name(), () -> scan(harm, harmless)));
    }

    private void scan(Harm harm, Path harmless) throws IOException {
        Path folder = work.resolve(harm.name().replace(' ', '-'));
        harm.maker().make(OciLayout.in(folder));
        Path escaped = Path.of("/tmp/escaped");
        assertFalse(Files.exists(escaped));
        List<String> words = CommandRun.commandLine(
                List.of(),
                "scan",
                "--memory",
                "none",
                "--format",
                "json",
                "--budget",
                "1s,5s",
                "--image",
                folder.toString(),
                "--image",
                harmless.toString(),
                "--platform",
                "linux/amd64");
        long startNanos = System.nanoTime();
        Process process = CommandRun.start(words);
        Peak peak = Peak.of(process);
        CommandRun run = CommandRun.ended(process);
        Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
        String figures = String.format(
                Locale.ROOT, "%s: %d MiB, %.1f s", harm.name(), peak.kibibytes() >> 10, took.toMillis() / 1e3);
        System.out.println(figures);
        JsonScan scan = run.scan();
        assertEquals(1, scan.passwordFindings("redis", "default").size(), "the other image");
        if (harm.expected().isEmpty()) {
            assertEquals(List.of(), scan.incomplete());
            assertEquals(1, scan.passwordFindings("system", "root").size(), "what is behind the harm");
        } else {
            assertEquals(Exit.INCOMPLETE, run.exit(), run.errText());
            assertTrue(
                    scan.incomplete().stream().anyMatch(reason -> reason.contains(harm.expected())),
                    scan.incomplete().toString());
        }
        assertFalse(Files.exists(escaped), "written outside");
        assertTrue(took.compareTo(LONGEST) < 0, figures);
        assertTrue(peak.kibibytes() < MOST_KIBIBYTES, figures);
    }

    /** The largest resident memory of a process, which the kernel keeps (proc(5), VmHWM). */
    private static final class Peak {
        private final Thread watcher;
        private volatile long kibibytes;

        private Peak(Process process) {
            this.watcher = Thread.ofVirtual().start(() -> watch(process));
        }

        static Peak of(Process process) {
            return new Peak(process);
        }

        private void watch(Process process) {
            Path status = Path.of("/proc/" + process.pid() + "/status");
            while (process.isAlive()) {
                try (Stream<String> lines = Files.lines(status)) {
                    lines.filter(line -> line.startsWith("VmHWM:"))
                            .findFirst()
                            .ifPresent(line -> kibibytes = Long.parseLong(line.replaceAll("[^0-9]", "")));
                    Thread.sleep(5);
                } catch (IOException | java.io.UncheckedIOException ended) {
                    return;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        long kibibytes() {
            try {
                watcher.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return kibibytes;
        }
    }
}
