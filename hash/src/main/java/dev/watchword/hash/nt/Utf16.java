package dev.watchword.hash.nt;

/** UTF-8 (RFC 3629) turned into UTF-16, lower byte first, without allocation. */
final class Utf16 {

    private Utf16() {}

    /**
     * Writes the text in UTF-16.
     *
     * @param to at least twice as long as the UTF-8 text
     * @return how many bytes were written, -1 when the text is not UTF-8 (surrogates, overlong forms and chars beyond
     *     U+10FFFF are not)
     */
    static int write(byte[] utf8, int offset, int length, byte[] to) {
        int end = offset + length;
        int written = 0;
        int at = offset;
        while (at < end) {
            int lead = utf8[at] & 0xff;
            int following = following(lead);
            if (following < 0 || end - at <= following) {
                return -1;
            }
            int c = following == 0 ? lead : lead & 0x3f >> following;
            for (int i = 1; i <= following; i++) {
                int next = utf8[at + i] & 0xff;
                if (next >> 6 != 2) {
                    return -1;
                }
                c = (c << 6) | (next & 0x3f);
            }
            if (!isShortest(c, following) || !Character.isValidCodePoint(c) || (c >= 0xd800 && c <= 0xdfff)) {
                return -1;
            }
            written = Character.isBmpCodePoint(c)
                    ? writeUnit((char) c, to, written)
                    : writeUnit(Character.lowSurrogate(c), to, writeUnit(Character.highSurrogate(c), to, written));
            at += 1 + following;
        }
        return written;
    }

    private static int following(int lead) {
        if (lead < 0x80) {
            return 0;
        }
        if (lead < 0xc0 || lead >= 0xf8) {
            return -1;
        }
        return lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    }

    private static boolean isShortest(int c, int following) {
        return switch (following) {
            case 0 -> true;
            case 1 -> c >= 0x80;
            case 2 -> c >= 0x800;
            default -> c >= 0x10000;
        };
    }

    private static int writeUnit(char unit, byte[] to, int at) {
        to[at] = (byte) unit;
        to[at + 1] = (byte) (unit >>> 8);
        return at + 2;
    }
}
