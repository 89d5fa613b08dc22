package dev.interlude.notifier.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void tokenIsMadeOnceAndOnlyItsOwnerCanReadIt() throws IOException {
        Path file = folder.resolve("admin-token");

        String made = Secrets.fetch(new TokenSource.Made(file));

        assertThat(made).hasSize(43).matches("[A-Za-z0-9_-]+");
        assertThat(Secrets.fetch(new TokenSource.Made(file))).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Secrets.fetch(new TokenSource.Made(folder.resolve("another"))))
                .isNotEqualTo(made);
    }

    @Test
    void tokenInAFileMayEndWithANewline() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "a-secret-that-is-long\n");

        assertThat(Secrets.fetch(new TokenSource.InFile(file))).isEqualTo("a-secret-that-is-long");
    }

    @Test
    void fileWithoutATokenIsRefusedByName() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), " \n");
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> Secrets.fetch(new TokenSource.InFile(empty)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(empty + ": is empty");
        assertThatThrownBy(() -> Secrets.fetch(new TokenSource.InFile(missing)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void tokenThatNoPublisherCanSendIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "\uFEFFa-secret-that-is-long\n");

        assertThatThrownBy(() -> Secrets.fetch(new TokenSource.InFile(file)))
                .hasMessageContaining("printable ASCII")
                .hasMessageNotContaining("a-secret");
    }

    @Test
    void fileThatCouldBeTheTokenItselfIsNotNamed() {
        Path token = folder.resolve("a-token-of-16-and-more");

        assertThatThrownBy(() -> Secrets.fetch(new TokenSource.InFile(token)))
                .hasMessageContaining("the admin token in its file")
                .hasMessageNotContaining("a-token");
    }

    @Test
    void tokenIsNotInWhatIsLogged() {
        assertThat(new TokenSource.Given("secret").toString()).doesNotContain("secret");
    }
}
