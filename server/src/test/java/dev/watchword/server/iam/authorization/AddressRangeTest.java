package dev.watchword.server.iam.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0, true",
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.77/24, 192.0.2.1, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::1, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/127, 2001:db8::1, true",
        "192.0.2.0/24, host.example, false",
        "192.0.2.0/24, '', false",
    })
    void knowsNetworks(String network, String address, boolean within) {
        assertEquals(within, AddressRange.ofNetwork(network).orElseThrow().contains(address == null ? "" : address));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.5-192.0.2.9, 192.0.2.4, false",
        "192.0.2.5-192.0.2.9, 192.0.2.5, true",
        "192.0.2.5-192.0.2.9, 192.0.2.9, true",
        "192.0.2.5-192.0.2.9, 192.0.2.10, false",
        "100.0.0.0-200.0.0.0, 150.0.0.0, true",
        "2001:db8::1-2001:db8::ff, 2001:db8::80, true",
    })
    void knowsRanges(String range, String address, boolean within) {
        assertEquals(within, AddressRange.ofEnds(range).orElseThrow().contains(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/+1",
                "192.0.2.0/",
                "192.0.2/24",
                "192.0.2.256",
                "2001:db8::/129",
                "::1%lo",
                "[::1]",
                "localhost",
                "3232235777",
                "0x7f.0.0.1",
                "192.0.2.0/24/24"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertEquals(Optional.empty(), AddressRange.ofNetwork(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "192.0.2.1", "192.0.2.9-192.0.2.1", "192.0.2.1-::1", "192.0.2.1-192.0.2.2-192.0.2.3"})
    void refusesWhatIsNoRange(String text) {
        assertEquals(Optional.empty(), AddressRange.ofEnds(text));
    }
}
