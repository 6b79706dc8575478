package dev.watchword.hash.nt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.StoredHash;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NtSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new NtScheme();
    }

    /** Windows encodes the char, crypt(3) widens its two UTF-8 bytes. */
    @Test
    void readsCharsInTheBareFormAndBytesInTheOther() {
        byte[] word = "p\u00e9".getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(md4("p\u00e9"), digest(bare(), word));
        assertArrayEquals(md4("p\u00c3\u00a9"), digest(read(crypt()), word));
    }

    @Test
    void takesACandidateThatIsNotUtf8AsLatin1() {
        assertArrayEquals(md4("p\u00e9"), digest(bare(), "p\u00e9".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void takesDigitsOfEitherCaseOnlyWhenBare() {
        String upper = crypt().latin1().substring(4).toUpperCase(Locale.ROOT);
        assertInstanceOf(Parsed.Readable.class, parse(NtScheme.UTF16, upper));
        assertInstanceOf(Parsed.Malformed.class, parse("", "$3$$" + upper));
    }

    @Test
    void keepsTheTwoFormsApart() {
        String digits = crypt().latin1().substring(4);
        assertInstanceOf(Parsed.Malformed.class, parse("", digits));
        assertInstanceOf(Parsed.Malformed.class, parse(NtScheme.UTF16, crypt().latin1()));
        assertInstanceOf(Parsed.Malformed.class, parse("utf8", digits));
        assertNotEquals(bare().settings(), read(crypt()).settings());
    }

    private EncodedHash crypt() {
        return scheme().knownAnswers().getFirst().hash();
    }

    private StoredHash bare() {
        return read(scheme().knownAnswers().getLast().hash());
    }

    private Parsed parse(String variant, String text) {
        return scheme().parse(new EncodedHash(NtScheme.ID, variant, text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] md4(String text) {
        byte[] utf16 = text.getBytes(StandardCharsets.UTF_16LE);
        byte[] digest = new byte[Md4.DIGEST_BYTES];
        new Md4().digest(utf16, utf16.length, digest, 0);
        return digest;
    }
}
