package dev.watchword.e2e;

import java.util.List;

/** A small fleet with something of everything to look at, among it names that nobody would believe. */
final class ConsoleData {

    private static final long DAY = 86_400_000;

    private ConsoleData() {}

    static void fill(ServedWatchword served) {
        long now = System.currentTimeMillis();
        PlainAgent web = PlainAgent.enrolled(served, "0", "web-01.example");
        web.heartbeat();
        web.reportWeak(
                List.of(
                        WeakAccount.common("root", "Pa******", "passwd root"),
                        new WeakAccount("mysql", "app", "empty", "", "ALTER USER 'app'@'%' IDENTIFIED BY ...", ""),
                        new WeakAccount("redis", "default", "default", "*****", "requirepass in redis.conf", "")),
                now - 3 * DAY);
        PlainAgent odd = PlainAgent.enrolled(served, "0", "<script>alert(1)</script>\u202egnp.evil");
        odd.heartbeat();
        odd.reportWeak(
                List.of(
                        new WeakAccount(
                                "system",
                                "=HYPERLINK(\"http://evil.example\")",
                                "common",
                                "******",
                                "passwd '<b>'",
                                "0123456789abcdef"),
                        new WeakAccount(
                                "system",
                                "\" onmouseover=\"alert(1)",
                                "common",
                                "qw******",
                                "usermod --lock",
                                "0123456789abcdef")),
                now - 60_000);
        PlainAgent quiet = PlainAgent.enrolled(served, "0", "db-01.example");
        quiet.heartbeat();
        quiet.reportWeak(List.of(), now - 60_000);
    }
}
