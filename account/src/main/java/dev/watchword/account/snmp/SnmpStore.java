package dev.watchword.account.snmp;

import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountStore;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.running.RunningServer;
import dev.watchword.account.running.RunningServers;
import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import java.util.List;
import java.util.Set;

/**
 * Communities, users and trap receivers of Net-SNMP: secrets in clear text, and keys that the agent made of pass phrases, which are
 * told and not tested. See snmpd.conf(5), snmpd.examples(5), snmptrapd.conf(5) and snmp_config(5).
 */
public final class SnmpStore implements AccountStore {

    private static final List<String> PLACES = List.of(
            "/etc/snmp/snmpd*.conf",
            "/etc/snmp/snmptrapd*.conf",
            "/etc/snmp/snmpd.conf.d/*.conf",
            "/usr/local/etc/snmp/snmp*d.conf",
            "/usr/local/share/snmp/snmp*d.conf",
            "/usr/share/snmp/snmp*d.conf",
            "/var/lib/snmp/snmp*d.conf",
            "/var/lib/net-snmp/snmp*d.conf",
            "/var/net-snmp/snmp*d.conf");

    @Override
    public String title() {
        return "SNMP communities and users";
    }

    @Override
    public ServiceType service() {
        return ServiceType.SNMP;
    }

    @Override
    public Interest interest() {
        return new Interest(Set.of("snmpd.conf", "snmptrapd.conf", "snmpd.local.conf"), Set.of());
    }

    @Override
    public void read(RootFs root, AccountSink sink) {
        Configuration configuration = new Configuration(root, sink);
        new Places(root, ServiceType.SNMP, sink, false).matching(PLACES).forEach(configuration::read);
        Set<String> programs = Set.of("snmpd", "snmptrapd");
        for (RunningServer server :
                new RunningServers(root, ServiceType.SNMP, sink).named(programs, Set.of("Debian-snmp", "snmp"))) {
            server.option("-c")
                    .ifPresent(files -> List.of(files.split(","))
                            .forEach(file -> server.path(file).ifPresent(configuration::read)));
        }
        configuration.tell();
    }
}
