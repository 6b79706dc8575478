package dev.watchword.hash.yescrypt;

import dev.watchword.hash.scrypt.SixBits;

/** Writes yescrypt parameters, for tests that need texts of their own. */
public final class YescryptTextWriter {

    private final StringBuilder text = new StringBuilder(YescryptText.MARK);

    /** A setting up to the {@code $} before the salt. {@code has} is left out when 0. */
    static String setting(int flavour, int log2, int r, int has, int... optional) {
        YescryptTextWriter writer = new YescryptTextWriter();
        writer.number(flavour, 0).number(log2, 1).number(r, 1);
        if (has > 0) {
            writer.number(has, 1);
            int next = 0;
            for (int bit = 1; bit <= 8; bit <<= 1) {
                if ((has & bit) != 0) {
                    writer.number(optional[next++], bit == 1 ? 2 : 1);
                }
            }
        }
        return writer.text.append('$').toString();
    }

    /** The usual setting of N, r, p and t in one flavour. */
    public static String of(int flavour, int log2, int r, int p, int t) {
        if (p > 1 && t > 0) {
            return setting(flavour, log2, r, 3, p, t);
        }
        if (p > 1) {
            return setting(flavour, log2, r, 1, p);
        }
        return t > 0 ? setting(flavour, log2, r, 2, t) : setting(flavour, log2, r, 0);
    }

    private YescryptTextWriter number(int number, int least) {
        int left = number - least;
        int start = 0;
        int end = 47;
        int more = 0;
        while (left >= (end + 1 - start) << (6 * more)) {
            left -= (end + 1 - start) << (6 * more);
            start = end + 1;
            end = start + (62 - end) / 2;
            more++;
        }
        text.append(SixBits.digit(start + (left >>> (6 * more))));
        for (int i = more - 1; i >= 0; i--) {
            text.append(SixBits.digit(left >>> (6 * i) & 63));
        }
        return this;
    }
}
