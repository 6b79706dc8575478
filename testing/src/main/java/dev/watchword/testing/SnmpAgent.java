package dev.watchword.testing;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Debian's real Net-SNMP agent, running in a root on a free port of the loopback interface with the root's own configuration. Closing
 * kills it. Safe for use by several threads.
 */
public final class SnmpAgent implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final String NAME = "1.3.6.1.2.1.1.5.0";

    private final ServerProcess process;
    private final int port;

    private SnmpAgent(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it with {@code /etc/snmp/snmpd.conf}, which must let the community {@code ready} read. */
    public static SnmpAgent start(RootFolder root) {
        Path program = Path.of(FtpServer.UNPACKED, "usr/sbin/snmpd");
        DebianPackage.require("snmpd", program);
        DebianPackage.SNMP.require();
        int port = freePort();
        root.write("/var/lib/snmp/.keep", "");
        List<String> words = List.of(program.toString(), "-f", "-Lo", "-m", "", "udp:127.0.0.1:" + port);
        SnmpAgent agent =
                new SnmpAgent(ServerProcess.start("snmpd", root.entering(ServerProcess.dyingWithParent(words))), port);
        agent.process.awaitReady(START_LIMIT, () -> agent.reads("ready"));
        return agent;
    }

    /** Whether the community may read. */
    public boolean reads(String community) {
        return answers("/usr/bin/snmpget", List.of("-v", "2c", "-c", community), List.of(NAME));
    }

    /** Whether the community may write. */
    public boolean writes(String community) {
        return answers("/usr/bin/snmpset", List.of("-v", "2c", "-c", community), List.of(NAME, "s", "renamed"));
    }

    /** Whether the user may read with this pass phrase, of SHA. */
    public boolean reads(String user, String phrase) {
        List<String> who = List.of("-v", "3", "-l", "authNoPriv", "-a", "SHA", "-u", user, "-A", phrase);
        return answers("/usr/bin/snmpget", who, List.of(NAME));
    }

    private boolean answers(String program, List<String> who, List<String> what) {
        List<String> words = new ArrayList<>(List.of(program, "-t", "2", "-r", "0", "-m", ""));
        words.addAll(who);
        words.add("127.0.0.1:" + port);
        words.addAll(what);
        return Command.of(words).run().exit() == 0;
    }

    @Override
    public void close() {
        process.close();
    }

    private static int freePort() {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new FixtureFailure("there is no free port", e);
        }
    }
}
