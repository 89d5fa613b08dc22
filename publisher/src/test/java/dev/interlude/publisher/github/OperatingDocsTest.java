package dev.interlude.publisher.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/operating.md says of permissions what the program says. */
class OperatingDocsTest {

    private static final Pattern PERMISSION =
            Pattern.compile("`([A-Z][a-z]+: (?:read|write)(?: and [A-Z][a-z]+: write| for all [a-z ]+)?)`");

    @Test
    void everyPermissionThatIsNamedIsOneOfOurs() throws IOException {
        Set<String> ours =
                Stream.of(Permission.values()).map(Permission::inSettings).collect(Collectors.toSet());
        Set<String> named = PERMISSION
                .matcher(operating())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(named).isNotEmpty().isSubsetOf(ours);
    }

    @Test
    void everyPermissionThatAWriteNeedsIsNamed() throws IOException {
        assertThat(operating())
                .contains(
                        Permission.CONTENTS_WRITE.inSettings(),
                        Permission.PAGES_WRITE.inSettings(),
                        Permission.PAGES_ADMINISTER.inSettings(),
                        Permission.REPOSITORY_CREATE.inSettings(),
                        "Scope `" + Permission.CONTENTS_WRITE.scope() + "`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "### Fine-grained personal access token",
                "### Classic personal access token",
                "### `GITHUB_TOKEN` of a workflow",
                "### GitHub App"
            })
    void eachKindOfCredentialHasItsPage(String heading) throws IOException {
        String rest = operating().substring(operating().indexOf(heading) + heading.length());
        String page = rest.substring(0, rest.indexOf("\n##"));

        assertThat(operating()).contains(heading);
        assertThat(page).contains("*When:*", "*Make it:*", "*Pass it:*", "*It cannot:*", "*Refused:*", "*Rotate:*");
    }

    @Test
    void whatIsQuotedIsWhatIsSaid() throws IOException {
        assertThat(operating())
                .contains(WorkflowToken.cannot("do it").happened())
                .contains("openssl pkey -in KEY -out DECRYPTED");
    }

    private static String operating() throws IOException {
        return Files.readString(Path.of("..", "docs", "operating.md"));
    }
}
