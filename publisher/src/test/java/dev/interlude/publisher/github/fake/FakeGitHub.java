package dev.interlude.publisher.github.fake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * A GitHub on a loopback port that remembers, refuses and builds. It knows the organisation {@code acme} and the user
 * {@code alice}. Safe for many threads; requests are handled one after the other.
 */
public final class FakeGitHub implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();
    private final Map<String, FakeRepository> repositories = new ConcurrentHashMap<>();
    private final Map<String, FakeToken> tokens = new ConcurrentHashMap<>();
    private final Set<String> organisations = ConcurrentHashMap.newKeySet();
    private final Map<String, String> renamed = new ConcurrentHashMap<>();
    private final List<SeenRequest> requests = new CopyOnWriteArrayList<>();
    private final Faults faults = new Faults();
    private final FakeApps apps =
            new FakeApps(this::time, (login, scopes) -> issue(login, false, "ghs_", scopes.toArray(String[]::new)));
    private Supplier<Instant> clock = Instant::now;

    public FakeGitHub() {
        organisations.add("acme");
        server.setServerSocketFactory(new PromptSockets());
        server.setDispatcher(new FakeDispatcher(this, faults, requests));
        try {
            server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The API's base, without a slash at its end. */
    public URI apiUrl() {
        return URI.create(base());
    }

    /** A token of alice: {@code repo} for everything, or permissions such as {@code contents:write}. */
    public String createToken(String... scopes) {
        return createTokenOf("alice", scopes);
    }

    public String createTokenOf(String login, String... scopes) {
        boolean fineGrained = Stream.of(scopes).anyMatch(scope -> scope.contains(":"));
        return issue(login, false, fineGrained ? "github_pat_" : "ghp_", scopes);
    }

    /** A workflow's {@code GITHUB_TOKEN}: its pushes build nothing and it administers nothing. */
    public String createWorkflowToken() {
        return issue("github-actions[bot]", true, "ghs_", "contents:write", "pages:write");
    }

    /** An App's installation at that owner, with permissions such as {@code contents:write}. */
    public FakeInstallation installApp(String app, PublicKey key, String owner, String... permissions) {
        return apps.install(app, key, owner, permissions);
    }

    /** Every token that an App was given. */
    public List<String> tokensOfApps() {
        return apps.issued();
    }

    /** The clock by which tokens end, and which every answer tells. */
    public void clock(Supplier<Instant> time) {
        clock = time;
    }

    Instant time() {
        return clock.get();
    }

    public void revoke(String token) {
        tokens.remove(token);
    }

    /** A repository without a single commit. */
    public FakeRepository createRepository(String owner, String name) {
        return create(owner, name, false);
    }

    public FakeRepository createPrivateRepository(String owner, String name) {
        return create(owner, name, true);
    }

    public Optional<FakeRepository> repository(String owner, String name) {
        return Optional.ofNullable(repositories.get(key(owner, name)));
    }

    /** Calls of the old name are answered with 301 to the new one. */
    public void rename(String owner, String oldName, String newName) {
        renamed.put("/repos/" + owner + "/" + oldName, "/repos/" + owner + "/" + newName);
    }

    /** All requests so far, in order. */
    public List<SeenRequest> requests() {
        return List.copyOf(requests);
    }

    /** Calls of the API, without questions after builds. */
    public List<SeenRequest> counted() {
        return requests.stream().filter(seen -> seen.isApi() && !seen.isPoll()).toList();
    }

    public void forgetRequests() {
        requests.clear();
    }

    public Faults faults() {
        return faults;
    }

    @Override
    public void close() {
        server.close();
    }

    /** Handles a request that no fault has taken. */
    synchronized Reply handle(RecordedRequest wire) {
        String path = URLDecoder.decode(wire.getUrl().encodedPath().replace("+", "%2B"), StandardCharsets.UTF_8);
        try {
            if (path.startsWith("/pages/")) {
                return visit(path.substring("/pages/".length()));
            }
            if (wire.getHeaders().get("User-Agent") == null) {
                throw new Refused(
                        403,
                        "Request forbidden by administrative rules. Please make sure your request has a"
                                + " User-Agent header");
            }
            if (path.startsWith("/app/")) {
                return apps.handle(
                        wire.getMethod(),
                        path,
                        wire,
                        (owner, name) -> repository(owner, name).isPresent());
            }
            return route(new Ask(wire.getMethod(), path, wire, authenticate(wire)));
        } catch (Refused refused) {
            return refused.reply();
        }
    }

    private Reply route(Ask ask) {
        String route = ask.method() + " " + ask.path();
        if (route.equals("GET /user")) {
            return user(ask);
        } else if (route.startsWith("GET /users/")) {
            return owner(ask.path().substring("/users/".length()));
        } else if (route.equals("POST /user/repos")) {
            ask.token().requirePerson();
            return created(ask, ask.token().login());
        } else if (route.startsWith("POST /orgs/") && ask.path().endsWith("/repos")) {
            String organisation = ask.path().split("/", 4)[2];
            if (!organisations.contains(organisation.toLowerCase(Locale.ROOT))) {
                throw new Refused(404, "Not Found");
            }
            return created(ask, organisation);
        } else if (ask.path().startsWith("/repos/")) {
            return inRepository(ask);
        }
        throw new Refused(404, "Not Found");
    }

    private Reply user(Ask ask) {
        ask.token().requirePerson();
        return Reply.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("login", ask.token().login())
                        .put("id", 1)
                        .put("type", "User"));
    }

    private Reply owner(String login) {
        boolean organisation = organisations.contains(login.toLowerCase(Locale.ROOT));
        return Reply.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("login", login)
                        .put("id", 1)
                        .put("type", organisation ? "Organization" : "User"));
    }

    private Reply created(Ask ask, String owner) {
        ask.token().require("administration:write");
        String name = ask.required("name");
        if (repository(owner, name).isPresent()) {
            throw new Refused(422, "Repository creation failed. name already exists on this account");
        }
        FakeRepository repository =
                create(owner, name, ask.body().path("private").asBoolean(false));
        if (ask.body().path("auto_init").asBoolean(false)) {
            repository.commit(repository.defaultBranch(), Map.of("README.md", "# " + name), "Initial commit");
        }
        return Reply.json(201, describe(repository));
    }

    private Reply inRepository(Ask ask) {
        String[] parts = ask.path().split("/", 5);
        if (parts.length < 4) {
            throw new Refused(404, "Not Found");
        }
        String moved = renamed.get("/repos/" + parts[2] + "/" + parts[3]);
        if (moved != null) {
            String rest = ask.wire().getTarget().substring(("/repos/" + parts[2] + "/" + parts[3]).length());
            return Reply.error(301, "Moved Permanently").with("Location", base() + moved + rest);
        }
        FakeRepository repository = repository(parts[2], parts[3])
                .filter(found -> !found.isPrivate() || ask.token().seesPrivate())
                .filter(found -> apps.mayOpen(ask.token().secret(), parts[2], parts[3]))
                .orElseThrow(() -> new Refused(404, "Not Found"));
        String rest = parts.length == 5 ? "/" + parts[4] : "";
        if (rest.isEmpty() && "GET".equals(ask.method())) {
            return Reply.json(200, describe(repository));
        } else if (rest.startsWith("/branches/")) {
            return branch(ask, repository, rest.substring("/branches/".length()));
        } else if (rest.startsWith("/contents/")) {
            return ContentsRoutes.handle(ask, repository, rest.substring("/contents/".length()));
        } else if (rest.startsWith("/git/")) {
            return GitRoutes.handle(ask, repository, rest.substring("/git".length()));
        } else if (rest.equals("/pages") || rest.startsWith("/pages/")) {
            return PagesRoutes.handle(ask, repository, rest.substring("/pages".length()));
        }
        throw new Refused(404, "Not Found");
    }

    private static Reply branch(Ask ask, FakeRepository repository, String branch) {
        ask.token().require("contents:read");
        String head = repository.head(branch).orElseThrow(() -> new Refused(404, "Branch not found"));
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", branch);
        ObjectNode commit = json.putObject("commit").put("sha", head);
        commit.putObject("commit")
                .putObject("tree")
                .put("sha", repository.store().commit(head).tree());
        return Reply.json(200, json.put("protected", false));
    }

    /** A published page, as anybody gets it. */
    private Reply visit(String path) {
        String[] parts = path.split("/", 3);
        String file = parts.length < 3 || parts[2].isEmpty() ? "index.html" : parts[2];
        Optional<FakePages> site = parts.length < 2
                ? Optional.empty()
                : repository(parts[0], parts[1]).flatMap(FakeRepository::pages);
        Reply reply = site.flatMap(pages -> pages.visit(file))
                .map(content -> Reply.bytes(200, "text/html; charset=utf-8", content))
                .orElseGet(() -> Reply.bytes(
                        404,
                        "text/html; charset=utf-8",
                        "<title>Site not found</title>".getBytes(StandardCharsets.UTF_8)));
        return reply.with("Server", "GitHub.com");
    }

    private FakeToken authenticate(RecordedRequest wire) {
        String header = wire.getHeaders().get("Authorization");
        if (header == null) {
            throw new Refused(401, "Requires authentication");
        }
        FakeToken token = tokens.get(header.substring(header.indexOf(' ') + 1));
        if (token == null || apps.isOver(token.secret())) {
            throw new Refused(401, "Bad credentials");
        }
        return token;
    }

    private ObjectNode describe(FakeRepository repository) {
        String[] names = repository.fullName().split("/", 2);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", 1).put("name", names[1]).put("full_name", repository.fullName());
        json.put("private", repository.isPrivate()).put("default_branch", repository.defaultBranch());
        boolean organisation = organisations.contains(names[0].toLowerCase(Locale.ROOT));
        json.putObject("owner").put("login", names[0]).put("type", organisation ? "Organization" : "User");
        return json.put("url", base() + "/repos/" + repository.fullName());
    }

    private FakeRepository create(String owner, String name, boolean hidden) {
        FakeRepository repository = new FakeRepository(owner, name, hidden, base());
        repositories.put(key(owner, name), repository);
        return repository;
    }

    private String issue(String login, boolean workflow, String prefix, String... scopes) {
        String secret = prefix + "FakeSecret" + tokens.size() + "x".repeat(20);
        tokens.put(secret, new FakeToken(secret, login, Set.of(scopes), workflow));
        return secret;
    }

    private String base() {
        return "http://127.0.0.1:" + server.getPort();
    }

    private static String key(String owner, String name) {
        return (owner + "/" + name).toLowerCase(Locale.ROOT);
    }

    static Map<String, String> headersOf(RecordedRequest wire) {
        return StreamSupport.stream(wire.getHeaders().spliterator(), false)
                .collect(Collectors.toMap(
                        pair -> pair.getFirst().toLowerCase(Locale.ROOT), pair -> pair.getSecond(), (a, b) -> a));
    }
}
