package dev.interlude.publisher.command;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.publisher.config.Configuration;
import dev.interlude.publisher.config.ConfigurationReader;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.failure.ProblemsFound;
import dev.interlude.publisher.preview.PreviewSource;
import dev.interlude.publisher.site.SiteSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The configuration, and every file that it names, as the preview reads them again and again. */
final class WatchedFiles implements PreviewSource {

    private final Surroundings surroundings;
    private final CommonOptions options;
    private final @Nullable Path namedState;
    private volatile List<Path> watched;

    WatchedFiles(Surroundings surroundings, CommonOptions options, @Nullable Path namedState) {
        this.surroundings = surroundings;
        this.options = options;
        this.namedState = namedState;
        this.watched = List.of(Workplace.file(surroundings, options));
    }

    @Override
    public Material read() {
        Configuration configuration = configuration();
        Path state = stateFile(configuration);
        String app = configuration.app();
        if (state == null || (namedState == null && !Files.exists(state))) {
            return new Material(configuration.site(), MaintenanceState.origin(app));
        }
        return new Material(configuration.site(), StateFiles.read(state, app));
    }

    @Override
    public List<Path> watched() {
        try {
            Configuration configuration = configuration();
            SiteSettings site = configuration.site();
            List<Path> places = new ArrayList<>(List.of(Workplace.file(surroundings, options)));
            Stream.of(site.templates(), site.logo(), stateFile(configuration)).forEach(place -> {
                if (place != null) {
                    places.add(place);
                }
            });
            watched = places;
        } catch (Failure | ProblemsFound e) {
            // What is wrong is shown by whoever reads; until it is mended the same files are looked at.
            return watched;
        }
        return watched;
    }

    private Configuration configuration() {
        return new ConfigurationReader(surroundings.environment(), options.overrides)
                .read(Workplace.file(surroundings, options));
    }

    private @Nullable Path stateFile(Configuration configuration) {
        if (namedState != null) {
            return namedState;
        }
        return configuration.target() instanceof Configuration.Directory directory
                ? directory.path().resolve("state.json")
                : null;
    }
}
