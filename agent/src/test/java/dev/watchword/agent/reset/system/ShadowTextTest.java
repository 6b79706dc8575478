package dev.watchword.agent.reset.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShadowTextTest {

    private static final String FILE =
            "root:old:19000:0:99999:7:::\nrootkit:x:1:0:99999:7:::\n\u00fc:!:2::::::\nlast:*:3:0";

    @Test
    void changesTheOneFieldAndTheDay() {
        assertEquals(FILE.replace("root:old:19000:", "root:new:20000:"), changed("root", 20_000));
        assertEquals(FILE.replace("\u00fc:!:2:", "\u00fc:new:20000:"), changed("\u00fc", 20_000));
        assertEquals(FILE.replace("last:*:3:0", "last:new:20000:0"), changed("last", 20_000));
    }

    @Test
    void neverAsksForAnotherChangeAtOnce() {
        assertEquals(FILE.replace("root:old:19000:", "root:new:1:"), changed("root", 0));
    }

    @Test
    void completesALineThatEndsEarly() {
        assertEquals(
                "a:new:5::::::\nb:x:1:::::",
                new ShadowText("a:old\nb:x:1:::::").with("a", "new", 5).text());
        assertEquals(
                "a:new:5::::::", new ShadowText("a:old").with("a", "new", 5).text());
    }

    @Test
    void findsNobodyElse() {
        ShadowText text = new ShadowText(FILE);
        assertEquals(Optional.empty(), text.password("kit"));
        assertEquals(Optional.empty(), text.password("roo"));
        assertEquals(Optional.empty(), text.password(""));
        assertEquals(Optional.of("old"), text.password("root"));
    }

    @Test
    void keepsEveryByte() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertEquals(
                new String(all, StandardCharsets.ISO_8859_1),
                new String(ShadowText.of(all).toBytes(), StandardCharsets.ISO_8859_1));
    }

    private static String changed(String name, long day) {
        return new ShadowText(FILE).with(name, "new", day).text();
    }
}
