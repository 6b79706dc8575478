package dev.watchword.account.file;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Files that hold hashes, but in a form whose lines cannot be read: told by how they begin. */
final class NotText {

    private record Beginning(String advice, int... bytes) {

        boolean of(byte[] line) {
            if (line.length < bytes.length) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if ((line[i] & 0xff) != bytes[i]) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return advice + " " + Arrays.toString(bytes);
        }
    }

    private static final String UTF16 = "is text in UTF-16: convert it first (iconv -f UTF-16 -t UTF-8)";

    private static final List<Beginning> KNOWN = List.of(
            new Beginning(UTF16, 0xff, 0xfe),
            new Beginning(UTF16, 0xfe, 0xff),
            new Beginning("is compressed: unpack it first (gzip -dc)", 0x1f, 0x8b),
            new Beginning("is compressed: unpack it first (xz -dc)", 0xfd, '7', 'z', 'X', 'Z'),
            new Beginning("is compressed: unpack it first (zstd -dc)", 0x28, 0xb5, 0x2f, 0xfd),
            new Beginning("is an archive: unpack it first (unzip)", 'P', 'K', 3, 4));

    private NotText() {}

    /**
     * What its owner should do with a file first.
     *
     * @param line the bytes that it begins with, up to the first LF
     */
    static Optional<String> advice(byte[] line) {
        return KNOWN.stream()
                .filter(beginning -> beginning.of(line))
                .map(Beginning::advice)
                .findFirst();
    }
}
