package dev.interlude.publisher.command;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Numbering.HubContact;
import dev.interlude.publisher.config.Configuration;
import dev.interlude.publisher.config.ConfigurationReader;
import dev.interlude.publisher.github.Credentials;
import dev.interlude.publisher.github.GitHubApp;
import dev.interlude.publisher.github.GitHubSettings;
import dev.interlude.publisher.github.GitHubTarget;
import dev.interlude.publisher.github.TokenSources;
import dev.interlude.publisher.hub.AdminToken;
import dev.interlude.publisher.hub.HttpHub;
import dev.interlude.publisher.hub.Hub;
import dev.interlude.publisher.progress.Progress;
import dev.interlude.publisher.progress.TimeBudget;
import dev.interlude.publisher.site.DefaultTexts;
import dev.interlude.publisher.site.Site;
import dev.interlude.publisher.site.SiteRenderer;
import dev.interlude.publisher.state.Reconciler;
import dev.interlude.publisher.state.Survey;
import dev.interlude.publisher.target.DirectoryTarget;
import dev.interlude.publisher.target.LiveState;
import dev.interlude.publisher.target.Target;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A configuration at work: what a verb renders with, publishes to and tells. */
final class Workplace {

    private static final String DEFAULT_FILE = "interlude.yaml";

    private final Surroundings surroundings;
    private final Configuration configuration;
    private final Progress progress;
    private final Instant now;
    private final SiteRenderer renderer = new SiteRenderer();
    private @Nullable Credentials credentials;
    private final List<Target> targets = new ArrayList<>();

    private Workplace(Surroundings surroundings, Configuration configuration, Progress progress) {
        this.surroundings = surroundings;
        this.configuration = configuration;
        this.progress = progress;
        this.now = surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    static Workplace open(Surroundings surroundings, CommonOptions options) {
        Progress progress = new ConsoleProgress(
                surroundings, options.verbose ? ConsoleProgress.Detail.VERBOSE : ConsoleProgress.Detail.NORMAL);
        Configuration configuration = new ConfigurationReader(surroundings.environment(), options.overrides)
                .read(file(surroundings, options));
        return new Workplace(surroundings, configuration, progress);
    }

    static Path file(Surroundings surroundings, CommonOptions options) {
        Path named = options.config == null ? Path.of(DEFAULT_FILE) : options.config;
        return surroundings.workingDirectory().resolve(named);
    }

    Configuration configuration() {
        return configuration;
    }

    Progress progress() {
        return progress;
    }

    /** The moment at which the command began, cut to the second: the time of everything that it writes. */
    Instant now() {
        return now;
    }

    DefaultTexts defaultTexts() {
        return DefaultTexts.of(configuration.site());
    }

    Site render(MaintenanceState state) {
        return renderer.render(configuration.site(), state);
    }

    Reconciler reconciler(ReconcileOptions options) {
        URI hubUrl = configuration.hub();
        Hub hub = hubUrl == null || options.noHub ? null : hub(hubUrl, options);
        HubContact withoutHub = hubUrl == null ? HubContact.NOT_CONFIGURED : HubContact.SKIPPED;
        return new Reconciler(
                configuration.app(),
                hub,
                withoutHub,
                options.noSite ? null : target(options),
                this::render,
                surroundings.clock(),
                this::pause,
                progress);
    }

    private void pause() {
        surroundings.sleeper().sleep(Duration.ofMillis(surroundings.random().nextInt(100, 1_000)));
    }

    /** What is worth knowing about the configuration itself, before the night in which it counts. */
    List<String> standingWarnings() {
        boolean stranded = configuration.hub() == null
                && configuration.site().appUrl() != null
                && configuration.site().url() == null;
        if (stranded) {
            return List.of(
                    "site.app-url is set, and neither hub nor site.url: a page that stands on its own host cannot"
                            + " learn of the end, and leads people to the front page; set site.url, or a hub");
        }
        boolean lost =
                configuration.site().appUrl() != null && configuration.site().url() == null;
        if (lost) {
            return List.of("site.app-url is set and site.url is not: people come back to the front page of the"
                    + " application, not to where they were");
        }
        boolean blind = configuration.hub() == null && configuration.site().appUrl() == null;
        return blind
                ? List.of("no hub is configured: a page shown under the application's own URLs learns of the end only"
                        + " from endsAt, or from state.json where site.url is on another host")
                : List.of();
    }

    /** Asks every place that the configuration and the flags name. */
    Survey survey(ReconcileOptions options) {
        URI hubUrl = configuration.hub();
        return Survey.take(
                configuration.app(),
                hubUrl == null || options.noHub ? null : hub(hubUrl, options),
                options.noSite ? null : target(options),
                options.noSite ? null : configuration.site().url(),
                url -> new LiveState(url, surroundings.random()));
    }

    /** How long a verb waits for the page, as its flags say. */
    Reconciler.Wait wait(ReconcileOptions options, Reconciler.Wait usual) {
        return options.noWait ? Reconciler.Wait.NEVER : usual;
    }

    private Hub hub(URI url, ReconcileOptions options) {
        Map<String, String> environment = surroundings.environment();
        return new HttpHub(
                url,
                configuration.app(),
                () -> AdminToken.find(resolved(options.hubTokenFile), environment),
                new TimeBudget(surroundings.clock(), Times.duration("--timeout", options.timeout)),
                progress,
                surroundings.sleeper());
    }

    /** What the places cost so far, for whoever wants to know everything. */
    void tellEffort() {
        targets.stream().map(Target::effort).filter(effort -> !effort.isEmpty()).forEach(progress::detail);
    }

    private Target target(ReconcileOptions options) {
        Target target = connect(options);
        targets.add(target);
        return target;
    }

    private Target connect(ReconcileOptions options) {
        if (configuration.target() instanceof Configuration.Directory directory) {
            return new DirectoryTarget(
                    configuration.app(),
                    directory.path(),
                    List.of(surroundings.workingDirectory(), surroundings.home()),
                    options.takeOver ? DirectoryTarget.TakeOver.ALLOW : DirectoryTarget.TakeOver.REFUSE,
                    surroundings.clock(),
                    surroundings.sleeper());
        }
        Duration timeout = Times.duration("--timeout", options.timeout);
        Configuration.GitHub github = (Configuration.GitHub) configuration.target();
        GitHubSettings settings = new GitHubSettings(
                configuration.app(),
                github.owner(),
                github.name(),
                github.branch(),
                github.path(),
                GitHubSettings.Create.valueOf(github.create().toUpperCase(Locale.ROOT)),
                github.domain(),
                github.apiUrl(),
                options.takeOver ? GitHubSettings.TakeOver.ALLOW : GitHubSettings.TakeOver.REFUSE,
                options.removedDomain,
                options.certificateTimeout == null
                        ? Duration.ZERO
                        : Times.duration("--certificate-timeout", options.certificateTimeout));
        return GitHubTarget.connecting(
                settings,
                credentials(settings, github, options, timeout),
                progress,
                surroundings.sleeper(),
                surroundings.clock(),
                surroundings.random(),
                timeout);
    }

    /** One for the whole run: a watch must not ask gh, or exchange an App's key, for each of its rounds. */
    private Credentials credentials(
            GitHubSettings settings, Configuration.GitHub github, ReconcileOptions options, Duration timeout) {
        if (credentials == null) {
            Configuration.App app = github.app();
            credentials = new TokenSources(
                    settings,
                    new TokenSources.Given(
                            resolved(options.tokenFile),
                            app == null ? null : new GitHubApp(app.id(), app.installation()),
                            resolved(options.appKeyFile)),
                    surroundings.environment(),
                    surroundings.clock(),
                    progress,
                    timeout);
        }
        return credentials;
    }

    private @Nullable Path resolved(@Nullable Path file) {
        return file == null ? null : surroundings.workingDirectory().resolve(file);
    }
}
