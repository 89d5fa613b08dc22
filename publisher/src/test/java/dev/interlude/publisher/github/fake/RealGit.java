package dev.interlude.publisher.github.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real {@code git}, asked for the names that it gives to files and folders. */
public final class RealGit {

    private final Path folder;

    /** @param folder an empty folder of this test's own */
    public RealGit(Path folder) {
        this.folder = folder;
        run(new byte[0], "init", "--quiet");
    }

    public String hashObject(byte[] content) {
        return run(content, "hash-object", "-w", "--stdin", "--no-filters");
    }

    /** The name of the tree of those files, which need not be possible on this file system. */
    public String writeTree(Map<String, byte[]> files) {
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        files.forEach((path, content) -> {
            index.writeBytes(("100644 " + hashObject(content) + "\t" + path).getBytes(StandardCharsets.UTF_8));
            index.write(0);
        });
        run(new byte[0], "read-tree", "--empty");
        run(index.toByteArray(), "update-index", "-z", "--add", "--index-info");
        return run(new byte[0], "write-tree");
    }

    private String run(byte[] input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.protectNTFS=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        try {
            Process process = builder.start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input);
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " failed");
            }
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
