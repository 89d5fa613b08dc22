package dev.interlude.publisher.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExchangeTest {

    @Test
    void largeUploadIsGivenTheTimeThatASlowLineNeeds() throws MalformedURLException {
        assertThat(Exchange.patience(call(""))).isEqualTo(Duration.ofSeconds(30));
        assertThat(Exchange.patience(call("x".repeat(13_400_000))))
                .isBetween(Duration.ofMinutes(3), Duration.ofMinutes(5));
    }

    private static Call call(String json) throws MalformedURLException {
        return new Call("POST", URI.create("https://api.github.com/").toURL(), Map.of(), json);
    }
}
