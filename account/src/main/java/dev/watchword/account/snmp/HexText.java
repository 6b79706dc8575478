package dev.watchword.account.snmp;

import dev.watchword.account.FoundText;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Text that an agent writes as {@code 0x} and hex digits, with a NUL behind it, or in quotes. */
final class HexText {

    private static final Pattern HEX = Pattern.compile("0x(?:[0-9A-Fa-f]{2})+");

    private HexText() {}

    static String of(String word) {
        if (!HEX.matcher(word).matches()) {
            return word;
        }
        String text = FoundText.decode(HexFormat.of().parseHex(word.substring(2)));
        return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
    }
}
