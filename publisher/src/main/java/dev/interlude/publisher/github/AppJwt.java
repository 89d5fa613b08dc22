package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** The proof that somebody holds an App's key (RFC 7519): good for less than the ten minutes that GitHub allows. */
final class AppJwt {

    /** Clocks differ; GitHub's own advice. */
    private static final Duration BACK = Duration.ofSeconds(60);

    private static final Duration GOOD_FOR = Duration.ofMinutes(9);

    private AppJwt() {}

    /** @param now by GitHub's clock */
    static AccessToken signed(String appId, AppKey key, Instant now) {
        String header = JsonNodeFactory.instance
                .objectNode()
                .put("alg", "RS256")
                .put("typ", "JWT")
                .toString();
        String claims = JsonNodeFactory.instance
                .objectNode()
                .put("iat", now.minus(BACK).getEpochSecond())
                .put("exp", now.plus(GOOD_FOR).getEpochSecond())
                .put("iss", appId)
                .toString();
        String signed = encoded(bytes(header)) + "." + encoded(bytes(claims));
        return AccessToken.of("the App's key", signed + "." + encoded(key.sign(bytes(signed))));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
