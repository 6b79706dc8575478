package dev.watchword.candidate.build;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the built-in list: every family of words gets its share, a word's likelihood is the sum over the families that
 * make it, and the list is the likeliest words in that order. The same sources give the same words.
 *
 * <p>Usage: {@code GenerateWordlist DATA FETCHED OUTPUT [fit SAMPLES]}.
 */
final class GenerateWordlist {

    static final int WORDS = 200_000;

    /** What a year is put behind beside the names of roles. */
    private static final List<String> YEARLY = List.of("admin", "root", "P@ssw0rd", "password", "qwer", "user", "abc", "test", "welcome", "Passw0rd", "linux",
            "ubuntu", "server", "huawei", "qwerty", "pass", "aa", "azerty", "centos", "debian", "oracle", "vps", "cloud", "company", "summer", "winter");

    /** What bots count behind: each of these with every run from 12 to 123456789. */
    private static final List<String> COUNTING = List.of("password", "pass", "root", "admin", "test", "user", "qwerty", "abc", "abcd", "asd", "asdf", "a", "qwe", "qwer", "oracle", "postgres",
            "hadoop", "ubuntu", "debian", "git", "dev", "deploy", "demo", "developer", "hduser", "upload", "jenkins", "apache", "tomcat", "nginx", "mysql", "guest", "ftpuser", "server", "centos", "linux",
            "docker", "redis", "elastic", "cloud");

    /** The accounts that bots for devices try with every small number. */
    private static final List<String> DEVICE = List.of("root", "admin", "user", "test", "guest", "support", "ubnt", "operator", "centos", "debian", "ubuntu", "pi", "oracle",
            "default", "config", "nobody", "unknown", "blank", "supervisor", "administrator", "ftp", "service", "tech", "telnet", "super", "manager", "monitor", "system");

    private GenerateWordlist() {}

    public static void main(String[] arguments) throws IOException {
        Data data = new Data(Path.of(arguments[0]), Path.of(arguments[1]));
        List<Family> families = families(data);
        if (arguments.length > 3) {
            double[] shares = Shares.fit(families, shares(data), Path.of(arguments[4]));
            for (int f = 0; f < shares.length; f++) {
                System.out.printf("%s:%.4f%n", families.get(f).name.replace(' ', '-'), shares[f]);
            }
            return;
        }
        List<String> words = ranked(families, shares(data));
        Set<String> defaults = new HashSet<>(data.words("defaults.txt"));
        defaults.removeAll(data.ranked("nbvcxz/passwords.txt").subList(0, 3000));
        defaults.removeAll(data.words("roles.txt"));
        byte[] lines = text(words, families, defaults).getBytes(StandardCharsets.US_ASCII);
        write(headed(lines), Path.of(arguments[2]).toAbsolutePath());
    }

    static List<Family> families(Data data) throws IOException {
        List<String> roles = data.words("roles.txt");
        List<String> stems = data.words("stems.txt");
        List<String> nouns = data.words("words.txt");
        List<String> people = data.words("people.txt");
        Map<String, List<String>> hanyu = data.keyed("hanyu.txt");
        List<String> leaked = data.ranked("nbvcxz/passwords.txt");
        List<String> english = data.ranked("zxcvbn/english_wikipedia.txt");
        Affixed affixed = new Affixed(2e-7);
        List<Family> families = new ArrayList<>();
        families.add(affixed.plain("head", data.words("head.txt"), Affixed.zipf(20, 0.95)));
        families.add(affixed.plain("defaults", data.words("defaults.txt"), Affixed.zipf(60, 0.5)));
        families.add(affixed.plain("leaked", leaked, Affixed.zipf(60, 0.85)));
        families.add(affixed.plain("leaked ts", data.json("zxcvbn-ts/passwords.json"), Affixed.zipf(60, 0.8)));
        families.add(affixed.plain("leaked zxcvbn", data.ranked("zxcvbn/passwords.txt"), Affixed.zipf(60, 0.8)));
        families.add(affixed.plain("english", english, Affixed.zipf(600, 0.7)));
        families.add(affixed.plain("given names", mixed(people, data.ranked("zxcvbn/male_names.txt"), data.ranked("zxcvbn/female_names.txt")),
                Affixed.zipf(50, 0.8)));
        families.add(affixed.plain("surnames", data.ranked("zxcvbn/surnames.txt"), Affixed.zipf(200, 0.9)));
        families.add(affixed.plain("roles", roles, Affixed.zipf(20, 0.7)));
        families.add(affixed.tailed("roles tailed", roles, Affixed.zipf(2.5, 1.0)));
        families.add(affixed.tailed("stems tailed", stems, Affixed.zipf(2.0, 0.9)));
        families.add(affixed.tailed("nouns tailed", nouns, Affixed.zipf(1.5, 0.9)));
        families.add(affixed.tailed("people tailed", mixed(people, data.ranked("zxcvbn/male_names.txt"), data.ranked("zxcvbn/female_names.txt")),
                Affixed.zipf(30, 0.8)));
        families.add(affixed.tailed("leaked tailed", letters(leaked, 3000), Affixed.zipf(30, 0.7)));
        families.add(Names.initials(hanyu, affixed));
        families.add(Names.hanyu(hanyu, affixed));
        families.add(Walks.family(affixed));
        families.add(Digits.patterns());
        families.add(Digits.repeats());
        families.add(Digits.dates());
        families.add(Digits.birthdays());
        families.add(Digits.days());
        families.add(Digits.any());
        families.add(Leet.family(List.of("password", "admin", "root", "passwd", "welcome", "pass", "administrator", "master", "secret", "letmein",
                "support", "system", "server", "login", "oracle", "linux", "access", "internet", "computer", "test", "hello", "security",
                "changeme", "manager", "passw", "freedom", "hacker", "service", "sunshine", "iloveyou", "monkey", "dragon"), affixed));
        families.add(affixed.prefixed("prefixed", first(stems, 60, List.of("admin", "root", "password", "com", "user", "test", "abc123", "a123", "a123456", "A123456",
                "aA", "Aa", "server", "linux", "oracle", "china", "idc")), Affixed.zipf(2, 0.9)));
        families.add(affixed.paired("pairs", first(roles, 400, List.of()), List.of("pass", "admin", "password", "user", "root", "passwd",
                "server", "test", "pwd", "web", "sql", "db", "backup", "ftp", "adm", "linux", "oracle", "data", "system", "login")));
        families.add(affixed.sites("sites", first(stems, 100, List.of("123", "1234", "123456", "baidu", "163", "126", "qq", "google", "yahoo", "hotmail", "gmail", "admin",
                "root", "hao123", "sina", "idc", "51", "360", "test", "microsoft", "facebook", "alibaba", "taobao", "sohu", "aliyun"))));
        List<String> bases = first(roles, roles.size(), List.of("password", "qwerty", "admin", "abc", "pass", "root", "test", "user", "qwe", "asd",
                "a", "abcd", "asdf", "p@ssw0rd", "passw0rd", "oracle", "qazwsx", "qwer", "q", "1qaz2wsx", "qwert", "zxc", "aa"));
        families.add(Affixed.runs("runs tailed", bases, Affixed.zipf(4, 0.85)));
        families.add(Affixed.policy("policy"));
        families.add(Affixed.closed("closed numbers"));
        families.add(Affixed.walked("walked", List.of("admin", "root", "password", "test", "user", "oracle", "abc", "server", "linux", "pass", "welcome", "qwe",
                "aa", "a", "huawei", "system", "sys", "mysql", "hadoop", "web", "ftp", "ubuntu", "postgres", "cloud"), Walks.likeliest(120)));
        List<String> accounts = data.words("accounts.txt");
        List<String> named = mixed(people, data.ranked("zxcvbn/male_names.txt"), data.ranked("zxcvbn/female_names.txt"));
        families.add(affixed.plain("accounts", accounts, rank -> 1));
        families.add(affixed.plain("roles alike", roles, rank -> 1));
        families.add(Accounts.counting("counting", COUNTING));
        families.add(affixed.plain("head alike", data.words("head.txt"), rank -> 1));
        families.add(affixed.plain("english alike", english.subList(0, 12_000), Affixed.zipf(2000, 0.5)));
        families.add(affixed.plain("head front", data.words("head.txt").subList(0, 200), Affixed.zipf(30, 0.6)));
        families.add(affixed.plain("walks alike", Walks.likeliest(1500), Affixed.zipf(200, 0.7)));
        families.add(Affixed.runs("runs of some", bases.subList(0, 70), rank -> 1));
        families.add(Accounts.shortest("accounts tailed", first(roles, roles.size(), List.of()), Affixed.zipf(40, 0.6)));
        families.add(Accounts.shortest("names tailed", named, Affixed.zipf(60, 0.8)));
        families.add(Accounts.named("names with 123", named, Affixed.zipf(300, 0.8)));
        families.add(Accounts.years("years", first(roles, 300, YEARLY), Affixed.zipf(3, 0.9)));
        families.add(Accounts.counted("counted", DEVICE));
        families.add(Accounts.passwords("passwords"));
        families.add(Accounts.letters("letters"));
        families.add(Chunks.family("chunks"));
        families.add(Walks.rectangles("rectangles", affixed));
        families.add(affixed.plain("doubled", twice(leaked), Affixed.zipf(100, 0.6)));
        families.add(Names.threeInitials(hanyu));
        families.add(Affixed.bothCases("both cases"));
        families.add(Accounts.called("called", data.words("given.txt")));
        families.add(Pieces.family("pieces"));
        families.add(affixed.plain("capital leaked", letters(leaked, 20000).stream().map(Affixed::capital).toList(), Affixed.zipf(60, 0.8)));
        families.add(Grids.whole("grids"));
        families.add(Grids.partly("grids partly"));
        families.add(Grids.companies("companies", data.words("companies.txt")));
        families.add(affixed.plain("captured", data.words("captured.txt"), Affixed.zipf(3000, 0.9)));
        return families;
    }

    /** Letters-only words of a ranked list. */
    private static List<String> letters(List<String> ranked, int limit) {
        return ranked.stream().filter(w -> w.matches("[a-z]{3,12}")).limit(limit).toList();
    }

    private static List<String> twice(List<String> ranked) {
        return ranked.stream().filter(w -> w.length() <= 6).limit(4000).map(w -> w + w).toList();
    }

    private static List<String> first(List<String> list, int limit, List<String> before) {
        Set<String> all = new LinkedHashSet<>(before);
        all.addAll(list.subList(0, Math.min(limit, list.size())));
        return List.copyOf(all);
    }

    /** Several ranked lists as one: the first of each, the second of each, and so on. */
    @SafeVarargs
    private static List<String> mixed(List<String>... lists) {
        Set<String> all = new LinkedHashSet<>();
        for (int i = 0; i < 100_000; i++) {
            for (List<String> list : lists) {
                if (i < list.size()) {
                    all.add(list.get(i));
                }
            }
        }
        return List.copyOf(all);
    }

    private static Map<String, Double> shares(Data data) throws IOException {
        Map<String, Double> shares = new LinkedHashMap<>();
        for (String line : data.words("shares.txt")) {
            int colon = line.indexOf(':');
            shares.put(line.substring(0, colon), Double.parseDouble(line.substring(colon + 1)));
        }
        return shares;
    }

    private static List<String> ranked(List<Family> families, Map<String, Double> shares) {
        Map<String, Double> likelihood = new HashMap<>();
        for (Family family : families) {
            Double share = shares.get(family.name.replace(' ', '-'));
            if (share == null) {
                throw new IllegalStateException("no share for " + family.name);
            }
            double scale = share / family.total();
            family.weights().forEach((word, weight) -> likelihood.merge(word, weight * scale, Double::sum));
        }
        return likelihood.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Double> e) -> -e.getValue()).thenComparing(Map.Entry::getKey))
                .limit(WORDS)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** One word a line after a mark of its origin: {@code d} a product's default, {@code c} met as such, {@code m} made by a shape. */
    private static String text(List<String> words, List<Family> families, Set<String> defaults) {
        Set<String> met = new HashSet<>();
        for (Family family : families) {
            if (families.indexOf(family) < 9 || family.name.equals("accounts") || family.name.equals("captured")) {
                met.addAll(family.weights().keySet());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            text.append(defaults.contains(word) ? 'd' : met.contains(word) ? 'c' : 'm').append(word).append('\n');
        }
        return text.toString();
    }

    /** The lines behind a first one with the list's version: their number and 16 digits of their SHA-256. */
    private static byte[] headed(byte[] lines) {
        try {
            int number = 0;
            for (byte each : lines) {
                number += each == '\n' ? 1 : 0;
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(lines);
            String version = number + "-" + HexFormat.of().formatHex(digest, 0, 8);
            byte[] head = ("#" + version + "\n").getBytes(StandardCharsets.US_ASCII);
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            text.writeBytes(head);
            text.writeBytes(lines);
            return text.toByteArray();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void write(byte[] text, Path output) throws IOException {
        if (Files.exists(output)) {
            try (GZIPInputStream before = new GZIPInputStream(Files.newInputStream(output))) {
                if (Arrays.equals(before.readAllBytes(), text)) {
                    System.out.println("unchanged: the sources give the words that are checked in");
                    return;
                }
            }
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(text);
        }
        Files.createDirectories(output.getParent());
        Files.write(output, packed.toByteArray());
        System.out.printf("written: %d bytes of text, %d packed%n", text.length, packed.size());
    }
}
