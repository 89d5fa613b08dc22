package dev.interlude.publisher.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the packaged jars are, and the Java that runs them. */
final class Jars {

    private Jars() {}

    static Path publisher() {
        return built(Path.of("target", "publisher.jar"));
    }

    static Path notifier() {
        return built(Path.of("..", "notifier", "target", "notifier.jar"));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path built(Path jar) {
        Path absolute = jar.toAbsolutePath().normalize();
        if (!Files.isRegularFile(absolute)) {
            throw new IllegalStateException(absolute + " is missing: run mvn verify from the root of the tree");
        }
        return absolute;
    }
}
