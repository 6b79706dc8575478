package dev.watchword.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressRuleTest {

    @Test
    void publicAddressesMayBeAsked() {
        for (String address : List.of("1.1.1.1", "93.184.216.34", "172.32.0.1", "2606:4700::1", "100.128.0.1")) {
            assertTrue(AddressRule.PUBLIC.allows(InetAddress.ofLiteral(address)), address);
        }
    }

    @Test
    void allOthersMayNot() {
        for (String address : List.of(
                "127.0.0.1",
                "127.8.8.8",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:7f00:1::1",
                "2001:db8::1",
                "2001::1")) {
            assertFalse(AddressRule.PUBLIC.allows(InetAddress.ofLiteral(address)), address);
        }
    }

    @Test
    void whatIsAllowedMayBeAsked() {
        AddressRule rule = new AddressRule(List.of(
                AddressRule.Network.parse("10.1.0.0/16").orElseThrow(),
                AddressRule.Network.parse("::1").orElseThrow()));
        assertTrue(rule.allows(InetAddress.ofLiteral("10.1.255.1")));
        assertTrue(rule.allows(InetAddress.ofLiteral("::1")));
        assertFalse(rule.allows(InetAddress.ofLiteral("10.2.0.1")));
        assertFalse(rule.allows(InetAddress.ofLiteral("127.0.0.1")));
    }

    @Test
    void networksAreLiterals() {
        for (String text : List.of(
                "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0", "1", "::/129", "a/8", "", "/8", "10.0.0.0/8/8")) {
            assertEquals(Optional.empty(), AddressRule.Network.parse(text), text);
        }
    }
}
