package dev.watchword.hashvector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.FastKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * That the virtual machine compiles the methods that do the work, with its best compiler. One that stays in the interpreter
 * is a hundred times slower than a scalar kernel, and nothing else fails.
 */
class CompiledLanesTest {

    /** Of a longer method the first compiler gives up, and the second comes late. C2 never compiles more than 8,000. */
    private static final int MOST_BYTES = 2_500;

    private static final List<Class<?>> LANES = List.of(
            Sha512Lanes.class,
            Sha256Lanes.class,
            Sha1Lanes.class,
            Md5Lanes.class,
            Md4Lanes.class,
            BlowfishLanes.class,
            PwxformLanes.class,
            SalsaLanes.class,
            FirstDesBoxLanes.class,
            LastDesBoxLanes.class);

    /** Longer ones that were worth it, since the second compiler comes to them within two seconds all the same. */
    private static final Map<String, Integer> LONGER = Map.of("PwxformLanes::walk", 3_600);

    private static final Set<String> METHODS = Set.of(
            "Sha512Lanes::firstRounds",
            "Sha512Lanes::lastRounds",
            "Sha256Lanes::firstRounds",
            "Sha256Lanes::lastRounds",
            "BlowfishLanes::expand",
            "FirstDesBoxLanes::s1",
            "FirstDesBoxLanes::s2",
            "FirstDesBoxLanes::s3",
            "FirstDesBoxLanes::s4",
            "LastDesBoxLanes::s5",
            "LastDesBoxLanes::s6",
            "LastDesBoxLanes::s7",
            "LastDesBoxLanes::s8",
            "Md4Lanes::compress",
            "PwxformLanes::walk",
            "SalsaLanes::mix",
            "Md5Lanes::first",
            "Md5Lanes::second",
            "Md5Lanes::third",
            "Md5Lanes::fourth",
            "Sha1Lanes::choose",
            "Sha1Lanes::parity",
            "Sha1Lanes::majority",
            "Sha1Lanes::extend");

    /** A line of -XX:+PrintCompilation: time, number, flags, tier, method, size. */
    private static final Pattern COMPILED = Pattern.compile(
            "^ *\\d+ +\\d+ [ %s!bn]{5} +4 +dev\\.watchword\\.hashvector\\.(\\S+)(?: @ -?\\d+)? \\(\\d+ bytes\\)$");

    private static final long MOST_SECONDS = 240;

    @Test
    void everyMethodIsCompiledByTheBestCompiler() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-XX:+PrintCompilation",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Rehearsing.class.getName())
                .redirectErrorStream(true)
                .start();
        Set<String> compiled = new TreeSet<>();
        // nothing may be compiled any more, and no line come
        CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS).execute(child::destroyForcibly);
        try (BufferedReader lines = child.inputReader()) {
            String line = lines.readLine();
            while (line != null && !compiled.containsAll(METHODS)) {
                Matcher matcher = COMPILED.matcher(line);
                if (matcher.matches()) {
                    compiled.add(matcher.group(1));
                }
                line = lines.readLine();
            }
        } finally {
            child.destroyForcibly();
        }
        Set<String> missing = new TreeSet<>(METHODS);
        missing.removeAll(compiled);
        assertEquals(Set.of(), missing);
    }

    @Test
    void noMethodIsTooLongToBeCompiledSoon() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Class<?> lanes : LANES) {
            for (MethodModel method : model(lanes).methods()) {
                int length = method.code()
                        .map(code -> ((CodeAttribute) code).codeLength())
                        .orElse(0);
                String name = lanes.getSimpleName() + "::" + method.methodName();
                if (length > LONGER.getOrDefault(name, MOST_BYTES)) {
                    tooLong.add(name + " " + length);
                }
            }
        }
        assertEquals(List.of(), tooLong);
    }

    /** That the list above is of methods that there are. */
    @Test
    void theMethodsAreThere() throws IOException {
        Set<String> there = new TreeSet<>();
        for (Class<?> lanes : LANES) {
            model(lanes).methods().forEach(m -> there.add(lanes.getSimpleName() + "::" + m.methodName()));
        }
        assertTrue(there.containsAll(METHODS), there.toString());
    }

    private static ClassModel model(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return ClassFile.of().parse(in.readAllBytes());
        }
    }

    /** Rehearses the kernels by turns until somebody ends it. All have the same time, or the slow ones would take it all. */
    static final class Rehearsing {

        private static final long TURN_NANOS = 200_000_000;

        private Rehearsing() {}

        /** Settings that differ in their costs go through the same methods. */
        private static String withoutNumbers(Settings settings) {
            return settings.toString().replaceAll("=[0-9]+", "");
        }

        public static void main(String[] arguments) {
            List<FastKernel> kernels = new ArrayList<>();
            List<Settings> settings = new ArrayList<>();
            Set<String> kinds = new HashSet<>();
            for (HashScheme scheme : HashSchemes.all()) {
                scheme.knownAnswers().stream()
                        .map(known -> scheme.parse(known.hash()))
                        .map(parsed -> ((Parsed.Readable) parsed).hash().settings())
                        .distinct()
                        .forEach(one -> Stream.of(new VectorKernels(), new InterleavedKernels())
                                .flatMap(provider -> provider.newKernel(one, Long.MAX_VALUE).stream())
                                .filter(kernel -> kinds.add(kernel.getClass() + withoutNumbers(one)))
                                .forEach(kernel -> {
                                    kernels.add(kernel);
                                    settings.add(one);
                                }));
            }
            while (true) {
                for (int i = 0; i < kernels.size(); i++) {
                    long start = System.nanoTime();
                    while (System.nanoTime() - start < TURN_NANOS) {
                        kernels.get(i).rehearse(settings.get(i));
                    }
                }
            }
        }
    }
}
