package dev.watchword.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamesTest {

    private static final String HEX = "0123456789abcdef".repeat(4);

    private static String read(String text) {
        return ImageRef.parse(text).map(ImageRef::toString).orElse("none");
    }

    @Test
    void readsReferencesAsPeopleWriteThem() {
        assertEquals("docker.io/library/debian:latest", read("debian"));
        assertEquals("docker.io/library/debian:12", read("debian:12"));
        assertEquals("docker.io/library/debian:12", read("index.docker.io/debian:12"));
        assertEquals("docker.io/someone/thing:latest", read("someone/thing"));
        assertEquals("registry.example.org/a/b/c:v1", read("registry.example.org/a/b/c:v1"));
        assertEquals("localhost:5000/a:latest", read("localhost:5000/a"));
        assertEquals("localhost/a:latest", read("localhost/a"));
        assertEquals("[::1]:5000/a:latest", read("[::1]:5000/a"));
        assertEquals("a.example/x@sha256:" + HEX, read("A.example/x:tag@sha256:" + HEX));
    }

    @Test
    void refusesEverythingElse() {
        for (String text : List.of(
                "",
                "/",
                "a//b",
                "UPPER/case",
                "a.example/x@sha256:../../etc",
                "a.example/x@sha256:" + HEX + "0",
                "a.example/x@md5:" + HEX,
                "a.example/../x",
                "a.example/x:tag with space",
                "a.example/x?y",
                "a.example/x#y",
                "user:pw@a.example/x",
                "http://a.example/x",
                "a.example:99999/x",
                "a.example:0/x",
                "a.example/x\n",
                "a.example/x:\u0000",
                "a".repeat(600))) {
            assertEquals("none", read(text), text);
        }
    }

    @Test
    void digestsAreOneFormOnly() {
        assertTrue(Digest.parse("sha256:" + HEX).isPresent());
        assertTrue(Digest.parse("sha512:" + HEX + HEX).isPresent());
        for (String text : List.of(
                "sha256:" + HEX.toUpperCase(java.util.Locale.ROOT),
                "sha256:" + HEX.substring(1),
                "sha256:" + HEX + "a",
                "sha256:../../../etc/passwd",
                "sha512:" + HEX,
                "sha384:" + HEX,
                "sha256:" + HEX + "\n",
                HEX)) {
            assertEquals(Optional.empty(), Digest.parse(text), text);
        }
    }

    /** FIPS 180-2, appendix B.1. */
    @Test
    void digestsAreThoseOfTheStandard() {
        assertEquals(
                "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                Digest.ofSha256("abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .toString());
    }

    @Test
    void platformsWithoutAVariantMeanAnyVariant() {
        Platform arm = Platform.parse("linux/arm").orElseThrow();
        Platform arm7 = Platform.parse("linux/arm/v7").orElseThrow();
        assertTrue(arm.covers(arm7));
        assertTrue(!arm7.covers(arm));
        assertEquals(Optional.empty(), Platform.parse("linux"));
        assertEquals(Optional.empty(), Platform.parse("linux/amd64/v1/x"));
        assertEquals(Optional.empty(), Platform.parse("linux/am d64"));
    }
}
