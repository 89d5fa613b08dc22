package dev.interlude.publisher.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {

    @ParameterizedTest
    @CsvSource({
        // In the application's place: the page itself looks whether the state is on another host.
        "https://acme.example.net/shop/, , https://acme.example.net/shop/state.json",
        // On its own host.
        "https://acme.example.net/shop/, https://shop.example.com/, https://acme.example.net/shop/state.json",
        "https://shop.example.com:8443/, https://shop.example.com/, https://shop.example.com:8443/state.json",
        // Under the application's origin, by another path.
        "https://shop.example.com/down/, https://SHOP.example.com/app/, ",
        // The page's address is not known.
        ", https://shop.example.com/, ",
        ", , ",
    })
    void stateIsAskedForWhereItsHostIsNotTheApplications(
            @Nullable URI site, @Nullable URI app, @Nullable URI stateUrl) {
        assertThat(new Routes(site, app, null).stateUrl()).isEqualTo(stateUrl);
    }
}
