package dev.interlude.publisher.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What the jars on the class path carry for the page. */
final class Resources {

    /** Where site-templates keeps its files. */
    static final String SITE = "/dev/interlude/site/";

    private Resources() {}

    /** The bytes of a resource that the build put there; missing means a broken jar. */
    static byte[] bytes(String absolutePath) {
        try (InputStream in = Resources.class.getResourceAsStream(absolutePath)) {
            if (in == null) {
                throw new IllegalStateException(absolutePath + " is missing from the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
