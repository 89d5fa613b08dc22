package dev.interlude.notifier.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlude.notifier.access.Holder;
import dev.interlude.notifier.access.Keyring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensFileTest {

    /** The SHA-256 of {@code a-token-of-the-shop}. */
    private static final String DIGEST = digest("a-token-of-the-shop");

    @TempDir
    Path folder;

    @Test
    void tokenIsKnownByItsDigest() throws IOException {
        Keyring keys =
                read("tokens:\n  - {name: shop, sha256: " + DIGEST + ", scopes: [write], apps: [shop, shop-api]}\n");

        Holder holder = keys.holderOf("Bearer a-token-of-the-shop").orElseThrow();

        assertThat(holder.name()).isEqualTo("shop");
        assertThat(holder.mayWrite("shop-api")).isTrue();
        assertThat(holder.mayWrite("other")).isFalse();
        assertThat(holder.mayRead()).isFalse();
        assertThat(keys.holderOf("Bearer another")).isEmpty();
        assertThat(keys.holderOf("Bearer " + DIGEST)).isEmpty();
        assertThat(keys.holderOf("Basic a-token-of-the-shop")).isEmpty();
    }

    @Test
    void withoutAppsItIsGoodForAll() throws IOException {
        Keyring keys = read("tokens:\n  - {name: all, sha256: " + DIGEST + ", scopes: [read, write]}\n");

        Holder holder = keys.holderOf("bearer  a-token-of-the-shop ").orElseThrow();

        assertThat(holder.mayRead()).isTrue();
        assertThat(holder.mayWrite("anything")).isTrue();
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        String text = """
                tokens:
                  - {name: shop, sha256: abc, scopes: [write]}
                  - {name: shop, sha256: %s, scopes: [admin], apps: [Shop]}
                  - {name: "", sha256: %s, scopes: [], token: secret}
                  - {name: empty, sha256: %s, scopes: [read], apps: []}
                """.formatted(DIGEST, DIGEST, DIGEST);

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("tokens[0].sha256: is no SHA-256")
                .hasMessageContaining("tokens[1].name: stands twice")
                .hasMessageContaining("tokens[1].scopes: names an unknown scope")
                .hasMessageContaining("tokens[1].apps: names no application")
                .hasMessageContaining("tokens[2].name: is no name")
                .hasMessageContaining("tokens[2].scopes: names no scope")
                .hasMessageContaining("tokens[2].token: unknown key")
                .hasMessageContaining("tokens[3].apps: is no list of applications")
                .hasMessageNotContaining("secret");
    }

    @Test
    void oneTokenHasOneNameAndTheAdminsIsTaken() {
        assertThatThrownBy(() -> read("""
                        tokens:
                          - {name: one, sha256: %s, scopes: [write], apps: [shop]}
                          - {name: other, sha256: %s, scopes: [read, write]}
                          - {name: admin, sha256: %s, scopes: [read]}
                        """.formatted(DIGEST, DIGEST.toUpperCase(Locale.ROOT), digest("another"))))
                .hasMessageContaining("tokens[1].sha256: stands twice")
                .hasMessageContaining("tokens[2].name: stands twice");
    }

    @Test
    void fileThatIsNoListIsRefused() {
        assertThatThrownBy(() -> read("")).hasMessageContaining("is no list");
        assertThatThrownBy(() -> read("tokens: none")).hasMessageContaining("is no list");
        assertThatThrownBy(() -> read("tokens: []\ntokens: []")).hasMessageContaining("has a name twice");
    }

    private Keyring read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("tokens.yaml"), text);
        return Secrets.keyring(new TokenSources(null, file));
    }

    private static String digest(String secret) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
