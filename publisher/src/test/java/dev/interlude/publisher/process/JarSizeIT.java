package dev.interlude.publisher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The jar is fetched anew by every pipeline that has no cache. */
class JarSizeIT {

    private static final long LARGEST = 12 * 1024 * 1024;

    @Test
    void publisherStaysSmall() throws IOException {
        assertThat(Files.size(Jars.publisher())).isLessThan(LARGEST);
    }
}
