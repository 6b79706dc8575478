package dev.watchword.audit.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryLineTest {

    @Test
    void saysWhatWasDone() {
        assertEquals(
                "RUN useradd ...; echo ...; chpasswd ...",
                HistoryLine.shown("/bin/sh -c useradd anna && echo 'anna:pw;x' | chpasswd"));
        assertEquals(
                "RUN apt-get ...; apt-get ...",
                HistoryLine.shown("RUN /bin/sh -c apt-get update && apt-get install -y x # buildkit"));
        assertEquals(
                "COPY file:abc in /etc/shadow", HistoryLine.shown("/bin/sh -c #(nop) COPY file:abc in /etc/shadow "));
        assertEquals("ENV A=... B=...", HistoryLine.shown("ENV A=1 B=2"));
        assertEquals("ENV A ...", HistoryLine.shown("/bin/sh -c #(nop)  ENV A b"));
        assertEquals("CMD ...", HistoryLine.shown("/bin/sh -c #(nop)  CMD [\"redis-server\"]"));
        assertEquals("", HistoryLine.shown(""));
    }

    @Test
    void holdsNoArgumentAndNoValue() {
        String secret = "Kestrel-7-basalt";
        for (String line : List.of(
                "/bin/sh -c echo root:SECRET | chpasswd",
                "/bin/sh -c echo \"root:SECRET\" | chpasswd",
                "/bin/sh -c echo 'a && SECRET' | passwd --stdin",
                "/bin/sh -c PASSWORD=SECRET ./install",
                "|1 PASSWORD=SECRET /bin/sh -c ./install",
                "/bin/sh -c mysqladmin password SECRET;true",
                "/bin/sh -c echo root:\\;SECRET",
                "ENV PASSWORD=SECRET",
                "ENV PASSWORD SECRET",
                "ENV PASSWORD \"a SECRET=x\"",
                "ENV A=\"b SECRET c\"",
                "LABEL x=SECRET",
                "ARG PASSWORD=SECRET",
                "CMD [\"redis-server\", \"--requirepass\", \"SECRET\"]",
                "/bin/sh -c curl -u anna:SECRET http://x",
                "SECRET")) {
            String shown = HistoryLine.shown(line.replace("SECRET", secret));
            assertFalse(shown.contains(secret), line + " is shown as " + shown);
        }
    }
}
