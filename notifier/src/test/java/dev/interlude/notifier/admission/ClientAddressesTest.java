package dev.interlude.notifier.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {

    private final ClientAddresses behindProxies = new ClientAddresses(List.of(
            Network.of("10.0.0.0/8").orElseThrow(), Network.of("fd00::/8").orElseThrow()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1 | 198.51.100.7           | 192.0.2.1",
                "10.0.0.1  | 198.51.100.7           | 198.51.100.7",
                "10.0.0.1  | 203.0.113.9, 198.51.100.7 | 198.51.100.7",
                "10.0.0.1  | 198.51.100.7, 10.2.3.4 | 198.51.100.7",
                "fd00::5   | 2001:db8::1            | 2001:db8::1",
                "10.0.0.1  | evil.example.com       | 10.0.0.1",
                "10.0.0.1  | 0.0.0.0/0              | 10.0.0.1",
                "10.0.0.1  | ''                     | 10.0.0.1",
                "10.0.0.1  | 10.0.0.2, 10.0.0.3     | 10.0.0.2"
            })
    void onlyProxiesOfOursAreBelieved(String peer, String forwardedFor, String client) {
        assertThat(behindProxies.of(peer, forwardedFor)).isEqualTo(client);
    }

    @Test
    void withoutProxiesNothingIsBelieved() {
        assertThat(new ClientAddresses(List.of()).of("127.0.0.1", "198.51.100.7"))
                .isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "localhost",
                "1.2.3",
                "1.2.3.4/",
                "::/129",
                "::1/x",
                "",
                "256.0.0.1",
                ":::::::::::::::::::::::::::::::::::::::::::::::",
                "abc"
            })
    void whatIsNoNetworkIsNone(String text) {
        assertThat(Network.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.128/25, 192.0.2.129, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "0.0.0.0/0, 203.0.113.1, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "192.0.2.1, 192.0.2.1, true"
    })
    void networkHoldsWhatSharesItsBits(String network, String address, boolean holds) {
        assertThat(Network.of(network).orElseThrow().contains(address)).isEqualTo(holds);
    }
}
