package dev.interlude.publisher.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.publisher.github.fake.HostileNames;
import dev.interlude.publisher.github.fake.RealGit;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitTreeTest {

    @TempDir
    Path folder;

    @Test
    void namesEveryFolderAsGitDoes() {
        RealGit git = new RealGit(folder);
        for (long seed = 100; seed < 112; seed++) {
            Map<String, byte[]> files = HostileNames.files(seed);
            assertThat(GitTree.of(files).id()).as("files of seed %s", seed).isEqualTo(git.writeTree(files));
        }
    }

    @Test
    void namesContentAsGitDoes() {
        RealGit git = new RealGit(folder);
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        assertThat(GitBlob.id(every)).isEqualTo(git.hashObject(every));
        assertThat(GitBlob.id(new byte[0])).isEqualTo(git.hashObject(new byte[0]));
    }

    @Test
    void namesTheFolderThatHoldsNothingAsGitDoes() {
        assertThat(GitTree.of(Map.of()).id())
                .isEqualTo(GitTree.EMPTY)
                .isEqualTo(new RealGit(folder).writeTree(Map.of()));
    }
}
