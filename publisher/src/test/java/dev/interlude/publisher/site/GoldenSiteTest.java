package dev.interlude.publisher.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rendered site, byte by byte, against the files in {@code src/test/resources/golden}; the browser tests of
 * client-js run on the same pages. The page's script is replaced by a marker, since it has tests of its own and changes
 * with every build.
 *
 * <p>After a change that is meant to be: {@code mvn test -pl publisher -am -Dtest=GoldenSiteTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dinterlude.golden=write}, then read the difference.
 */
class GoldenSiteTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final SiteRenderer RENDERER = new SiteRenderer("/* page.js */");

    @ParameterizedTest
    @CsvSource({"standing-in, in-progress", "own-host, scheduled"})
    void siteIsAsCommitted(String place, String fixture) throws IOException {
        SiteSettings settings = place.equals("own-host") ? Rendering.onItsOwnHost() : Rendering.standingIn();
        Site site = RENDERER.render(Rendering.withLogo(settings, GOLDEN.resolve("logo.svg")), Rendering.state(fixture));
        isAsCommitted(site, GOLDEN.resolve(place));
    }

    @ParameterizedTest
    @CsvSource({"standing-in, in-progress", "own-host, scheduled"})
    void edgeIsAsCommitted(String place, String fixture) throws IOException {
        SiteSettings settings = place.equals("own-host") ? Rendering.onItsOwnHost() : Rendering.standingIn();

        isAsCommitted(
                new EdgeRenderer().render(settings, Rendering.state(fixture), EdgeRenderer.TooLong.REFUSE),
                GOLDEN.resolve("edge").resolve(place));
    }

    private static void isAsCommitted(Site site, Path folder) throws IOException {
        if ("write".equals(System.getProperty("interlude.golden"))) {
            write(site, folder);
        }

        Map<String, byte[]> committed = read(folder);

        assertThat(site.files().keySet()).isEqualTo(committed.keySet());
        site.files()
                .forEach((path, content) -> assertThat(new String(content, StandardCharsets.UTF_8))
                        .as(path)
                        .isEqualTo(new String(committed.get(path), StandardCharsets.UTF_8)));
    }

    private static void write(Site site, Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : site.files().entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            Map<String, byte[]> files = new TreeMap<>();
            walk.filter(Files::isRegularFile)
                    .forEach(
                            file -> files.put(folder.relativize(file).toString().replace('\\', '/'), bytes(file)));
            return files;
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
