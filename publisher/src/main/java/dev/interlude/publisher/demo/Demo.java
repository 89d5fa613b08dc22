package dev.interlude.publisher.demo;

import dev.interlude.publisher.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Walks the whole story and checks every step from outside. It listens on loopback only, and when it is closed no
 * process and no file of it is left.
 */
public final class Demo implements AutoCloseable {

    private static final String APP = "shop";
    private static final String MARKER = "<meta name=\"interlude-page\"";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Consumer<String> story;
    private final Verbs verbs;
    private final Checks checks;
    private final Path folder;
    private final String token = randomToken();
    private final LocalServer application;
    private final LocalServer page;
    private final LocalServer edgeServer;
    private final Edge edge;
    private final HubProcess hub;
    private final LiveListener tab;

    /** One step: what it is called, what it does and shows. */
    public record Step(String title, Runnable work) {}

    /**
     * Opens the stage: the servers and the hub run, and nothing is published yet.
     *
     * @param notifier notifier.jar
     */
    public static Demo open(Path notifier, Verbs verbs, Clock clock, Consumer<String> story) {
        try {
            return new Demo(notifier, verbs, clock, story);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Demo(Path notifier, Verbs verbs, Clock clock, Consumer<String> story) throws IOException {
        this.story = story;
        this.verbs = verbs;
        this.checks = new Checks(story);
        this.folder = Files.createTempDirectory("interlude-demo-");
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            SampleApplication sample = new SampleApplication(clock);
            edge = new Edge(sample, site());
            application = opened(opened, LocalServer.serving(sample));
            page = opened(opened, LocalServer.serving(new PublishedFolder(site())));
            edgeServer = opened(opened, LocalServer.serving(edge));
            hub = opened(opened, HubProcess.start(notifier, token, folder.resolve("hub.log"), hubFlags()));
            sample.connectTo(APP, hub.url(), page.url() + "state.json");
            Files.writeString(folder.resolve("interlude.yaml"), configuration());
            tab = opened(opened, LiveListener.connect(hub.url(), APP));
        } catch (IOException | RuntimeException e) {
            opened.forEach(Demo::closeQuietly);
            delete(folder);
            throw e;
        }
    }

    private static <T extends AutoCloseable> T opened(List<AutoCloseable> all, T one) {
        all.add(0, one);
        return one;
    }

    private List<String> hubFlags() {
        return List.of(
                "--data-dir",
                folder.resolve("hub").toString(),
                "--allowed-origin",
                edgeServer.origin(),
                "--allowed-origin",
                application.origin(),
                "--allowed-origin",
                page.origin(),
                "--spread-floor",
                "1s",
                "--reconnect-floor",
                "1s");
    }

    private String configuration() {
        return """
                app: %s
                site:
                  title: Fern & Field
                  theme: {accent: "#27624a"}
                  url: %s
                target:
                  directory: {path: public/}
                hub: {url: "%s"}
                """.formatted(APP, page.url(), hub.url());
    }

    /** Where everything can be opened in a browser. */
    public List<String> addresses() {
        return List.of(
                "the application, as its users reach it: " + edgeServer.url(),
                "the same, through the backdoor:         " + edgeServer.url() + "_backdoor/",
                "the maintenance page, where it stands:  " + page.url(),
                "the hub's state:                        " + hub.url() + "/v1/apps/" + APP + "/state");
    }

    /** The story, in order. */
    public List<Step> steps() {
        return List.of(
                new Step("publish the page (as a hook does after every deployment)", this::publish),
                new Step("announce a maintenance in two minutes", this::announce),
                new Step("start the maintenance", this::start),
                new Step("switch on: the edge moves the traffic", this::switchOn),
                new Step("publish again in mid-maintenance: the mode stays on", this::publishAgain),
                new Step("switch off: the edge moves the traffic back", this::switchOff),
                new Step("complete: people are brought back", this::complete),
                new Step("stop the hub", this::stop));
    }

    /** How many things were seen to be as they should be. */
    public int checked() {
        return checks.passed();
    }

    private void publish() {
        checks.equal("a tab that connects is told the state at once", "operational", heard());
        verb("publish");
        checks.that(
                "the page stands on another server than the application",
                checks.get(page.url()).body().contains(MARKER),
                "no page");
        checks.equal(
                "a deep link shows it too, with 404",
                404,
                checks.get(page.url().resolve("a/b?c=1")).statusCode());
        application("/orders?page=2");
    }

    private void announce() {
        verb("announce", "--starts-at", "+2m", "--for", "10m", "--body", "We are moving the shop to a new database.");
        checks.equal("the open tab hears of it", "scheduled", heard());
        try (LiveListener late = LiveListener.connect(hub.url(), APP)) {
            checks.equal("a tab that comes late hears of it first of all", "scheduled", late.nextPhase(SOON));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sameEverywhere("scheduled");
    }

    private void start() {
        verb("start");
        checks.equal("the open tab hears of it", "in_progress", heard());
        sameEverywhere("in_progress");
        application("/orders?page=2");
    }

    private void switchOn() {
        edge.switchOn();
        HttpResponse<String> html = checks.get(edgeServer.url().resolve("orders?page=2"));
        checks.equal("people get the page with status 503", 503, html.statusCode());
        checks.that("it bears the marker of the page", html.body().contains(MARKER), "another page");
        HttpResponse<String> api = checks.get(edgeServer.url().resolve("api/orders"));
        checks.equal("machines get 503", 503, api.statusCode());
        checks.equal(
                "as a problem document",
                "application/problem+json",
                api.headers().firstValue("Content-Type").orElse("nothing"));
        checks.that("with Retry-After", api.headers().firstValue("Retry-After").isPresent(), "none");
        application("/_backdoor/");
    }

    private void publishAgain() {
        verb("publish");
        sameEverywhere("in_progress");
    }

    private void switchOff() {
        edge.switchOff();
        application("/orders?page=2");
    }

    private void complete() {
        verb("complete");
        checks.equal("the open tab hears of it", "completed", heard());
        sameEverywhere("completed");
        verb("complete");
        sameEverywhere("completed");
    }

    private void stop() {
        checks.equal("the hub stops in order", 0, hub.stop());
    }

    private void verb(String... arguments) {
        story.accept("  $ publisher " + String.join(" ", arguments));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--config");
        all.add(folder.resolve("interlude.yaml").toString());
        int code = verbs.run(Map.of("INTERLUDE_ADMIN_TOKEN", token), all.toArray(String[]::new));
        checks.equal("it exits with 0", 0, code);
    }

    private String heard() {
        try {
            return tab.nextPhase(SOON);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private void sameEverywhere(String phase) {
        URI hubState = URI.create(hub.url() + "/v1/apps/" + APP + "/state");
        String fromHub = checks.get(hubState).body();
        checks.that("the hub says " + phase, fromHub.contains("\"phase\": \"" + phase + "\""), fromHub);
        checks.equal(
                "the page says the same, byte by byte",
                fromHub,
                checks.get(page.url().resolve("state.json")).body());
    }

    private void application(String path) {
        HttpResponse<String> answer = checks.get(URI.create(edgeServer.origin() + path));
        boolean served = answer.statusCode() == 200 && !answer.body().contains(MARKER);
        checks.that(path + " leads to the application", served, "status " + answer.statusCode());
    }

    @Override
    public void close() {
        for (AutoCloseable part : List.of(tab, hub, edgeServer, page, application)) {
            closeQuietly(part);
        }
        delete(folder);
    }

    private Path site() {
        return folder.resolve("public");
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new Failure(Failure.Kind.REFUSED, "clean up", e.toString(), "look for a process named notifier.jar")
                    .causedBy(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String randomToken() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
