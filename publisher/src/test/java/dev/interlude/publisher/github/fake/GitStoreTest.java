package dev.interlude.publisher.github.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge is judged: the fake's names are Git's names. */
class GitStoreTest {

    @TempDir
    Path folder;

    @Test
    void namesBlobsAndTreesAsGitDoes() {
        RealGit git = new RealGit(folder);
        for (long seed = 0; seed < 12; seed++) {
            GitStore store = new GitStore();
            Map<String, byte[]> files = HostileNames.files(seed);
            Map<String, Optional<GitStore.Entry>> entries = new TreeMap<>();
            files.forEach((path, content) ->
                    entries.put(path, Optional.of(new GitStore.Entry("100644", "", store.writeBlob(content)))));

            String tree = store.writeTree(store.writeTree(List.of()), entries);

            assertThat(tree).as("files of seed %s", seed).isEqualTo(git.writeTree(files));
            assertThat(store.files(tree)).containsOnlyKeys(files.keySet());
        }
    }

    @Test
    void namesContentAsGitDoes() {
        RealGit git = new RealGit(folder);
        GitStore store = new GitStore();
        for (String text : List.of("", "a", "line\r\nline\n", "\u0000\u00ff", "é\ud83d\ude00")) {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            assertThat(store.writeBlob(content)).isEqualTo(git.hashObject(content));
        }
    }
}
