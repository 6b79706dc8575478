package dev.watchword.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Texts that must stand nowhere, searched for in every form in which a program may have written them down. */
final class Canaries {

    /** Latin-1 text of each form, by what it is. */
    private final Map<String, String> forms = new LinkedHashMap<>();

    /** Adds one; its name is shown when it is found, never itself. */
    Canaries add(String name, String secret) {
        byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
        forms.put(name + " in UTF-8", latin(utf8));
        forms.put(name + " in UTF-16LE", latin(secret.getBytes(StandardCharsets.UTF_16LE)));
        forms.put(name + " in UTF-16BE", latin(secret.getBytes(StandardCharsets.UTF_16BE)));
        forms.put(name + " in hexadecimal", HexFormat.of().formatHex(utf8));
        forms.put(
                name + " in upper-case hexadecimal",
                HexFormat.of().withUpperCase().formatHex(utf8));
        forms.put(
                name + " reversed",
                latin(new StringBuilder(secret).reverse().toString().getBytes(StandardCharsets.UTF_8)));
        for (int before = 0; before < 3; before++) {
            forms.put(name + " in Base64 after " + before, base64(utf8, before));
        }
        return this;
    }

    /** Adds one that is no text. */
    Canaries add(String name, byte[] secret) {
        forms.put(name, latin(secret));
        forms.put(name + " in hexadecimal", HexFormat.of().formatHex(secret));
        forms.put(
                name + " in upper-case hexadecimal",
                HexFormat.of().withUpperCase().formatHex(secret));
        for (int before = 0; before < 3; before++) {
            forms.put(name + " in Base64 after " + before, base64(secret, before));
        }
        return this;
    }

    /** Where any of them stands, as {@code what: where}. */
    List<String> foundIn(String place, byte[] bytes) {
        String text = latin(bytes);
        return forms.entrySet().stream()
                .filter(form -> text.contains(form.getValue()))
                .map(form -> form.getKey() + ": " + place)
                .toList();
    }

    List<String> foundIn(String place, String text) {
        return foundIn(place, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Looks through every file of a folder. */
    List<String> foundIn(Path folder) {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.addAll(foundIn(file.toString(), bytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** How many forms are looked for. */
    int size() {
        return forms.size();
    }

    /** A database may delete its file meanwhile. */
    private static byte[] bytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    /** What every Base64 text has in it in which so many bytes stand before these: whole characters of them only. */
    private static String base64(byte[] secret, int before) {
        byte[] shifted = new byte[before + secret.length];
        System.arraycopy(secret, 0, shifted, before, secret.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int start = (before * 8 + 5) / 6;
        int end = shifted.length * 8 / 6;
        return text.substring(start, end);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, LATIN);
    }

    private static final Charset LATIN = StandardCharsets.ISO_8859_1;
}
