package dev.interlude.publisher.github.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A Pages site: its settings, its builds, and what visitors get. */
public final class FakePages {

    private static final String TIME = "2026-11-20T22:00:00Z";

    private final FakeRepository repository;
    private final String baseUrl;
    private final List<Build> builds = new ArrayList<>();
    private String buildType = "legacy";
    private String branch;
    private String path;
    private @Nullable String domain;
    private @Nullable String certificate;
    private @Nullable String url;
    private boolean httpsEnforced;
    private boolean open = true;
    private boolean addressed = true;
    private int buildPolls = 1;
    private int staleViews;
    private String appended = "";
    private boolean buildsByItself = true;
    private @Nullable String nextError;
    private int lateHealth = 1;
    private ObjectNode health = JsonNodeFactory.instance.objectNode();
    private int certificatePolls;
    private @Nullable String nextCertificate;
    private List<Build> lagging = List.of();
    private int laggingLists;
    private Map<String, byte[]> live = new TreeMap<>();
    private Map<String, byte[]> before = new TreeMap<>();

    FakePages(FakeRepository repository, String baseUrl, String branch, String path) {
        this.repository = repository;
        this.baseUrl = baseUrl;
        this.branch = branch;
        this.path = path;
    }

    /** How often a build, one under way included, is asked after before it is finished; 1 at first. */
    public FakePages finishingAfter(int polls) {
        buildPolls = polls;
        builds.stream().filter(build -> build.polls > 0).forEach(build -> build.polls = polls);
        return this;
    }

    /** How many visitors still get the page from before once a build is finished; 0 at first. */
    public FakePages stale(int views) {
        staleViews = views;
        return this;
    }

    /** What something between GitHub and the visitors adds to every page; nothing at first. */
    public FakePages appending(String text) {
        appended = text;
        return this;
    }

    /** The next build fails with that message. */
    public FakePages failingNext(String message) {
        nextError = message;
        return this;
    }

    /** A push builds nothing from now on, as after a push with a workflow's token. */
    public FakePages idle() {
        buildsByItself = false;
        return this;
    }

    public FakePages publishedByWorkflow() {
        buildType = "workflow";
        return this;
    }

    public FakePages domain(@Nullable String name) {
        domain = name;
        return this;
    }

    /** The state of the domain's certificate, as in {@code approved}. */
    public FakePages certificate(@Nullable String state) {
        certificate = state;
        return this;
    }

    /** The state that the certificate has once the settings were read so often. */
    public FakePages certificateAfter(int reads, String state) {
        certificatePolls = reads;
        nextCertificate = state;
        return this;
    }

    /** What GitHub finds out about the domain, field by field; not given at the first question. */
    public FakePages health(ObjectNode domainFields) {
        health = domainFields;
        return this;
    }

    /** The list of builds is that of now for so many questions more. */
    public FakePages listLaggingFor(int lists) {
        lagging = List.copyOf(builds);
        laggingLists = lists;
        return this;
    }

    boolean healthIsKnown() {
        return lateHealth-- <= 0;
    }

    ObjectNode health() {
        return health;
    }

    /** The settings, to somebody who has asked for them. */
    ObjectNode read() {
        if (nextCertificate != null && --certificatePolls <= 0) {
            certificate = nextCertificate;
            nextCertificate = null;
        }
        return json();
    }

    /** Where the site is seen, where that is not what the fake would say. */
    public FakePages seenAt(String address) {
        url = address;
        return this;
    }

    /** GitHub never says where the site is seen, which its description allows. */
    public FakePages seenNowhere() {
        addressed = false;
        return this;
    }

    public FakePages onlyForMembers() {
        open = false;
        return this;
    }

    public Optional<String> domain() {
        return Optional.ofNullable(domain);
    }

    public boolean httpsEnforced() {
        return httpsEnforced;
    }

    public String source() {
        return branch + " " + path;
    }

    public String buildType() {
        return buildType;
    }

    /** What a visitor gets at that path. */
    public Optional<byte[]> live(String file) {
        return Optional.ofNullable(live.get(file));
    }

    /** A build of some other commit, finished and newer than all. */
    public void builtElsewhere(String commit) {
        builds.add(0, new Build(commit, 0, null));
    }

    /** A build of some other commit, failed and newer than all. */
    public void failedElsewhere(String commit) {
        builds.add(0, new Build(commit, 0, "Page build failed"));
    }

    Optional<byte[]> visit(String file) {
        Map<String, byte[]> shown = live;
        if (staleViews > 0 && !builds.isEmpty() && "built".equals(builds.get(0).status())) {
            staleViews--;
            shown = before;
        }
        return Optional.ofNullable(shown.get(file)).map(this::altered);
    }

    private byte[] altered(byte[] content) {
        byte[] more = appended.getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(content, content.length + more.length);
        System.arraycopy(more, 0, whole, content.length, more.length);
        return whole;
    }

    /** A branch site has the domain that its {@code CNAME} names, and none where a push leaves that file out. */
    void pushed(String changedBranch, FakeToken by) {
        if ("legacy".equals(buildType) && changedBranch.equals(branch)) {
            String file = ("/".equals(path) ? "" : path.substring(1) + "/") + "CNAME";
            domain = repository.text(branch, file).map(String::strip).orElse(null);
        }
        if ("legacy".equals(buildType) && changedBranch.equals(branch) && buildsByItself && !by.workflow()) {
            build();
        }
    }

    /** A build of the branch's head begins. */
    public void build() {
        builds.add(0, new Build(repository.head(branch).orElseThrow(), buildPolls, nextError));
        nextError = null;
    }

    public void setSource(String newBranch, String newPath) {
        branch = newBranch;
        path = newPath;
        build();
    }

    void setBuildType(String type) {
        buildType = type;
    }

    void enforceHttps(boolean enforced) {
        if (!"approved".equals(certificate)) {
            throw new Refused(404, "The certificate does not exist yet");
        }
        httpsEnforced = enforced;
    }

    ArrayNode buildsJson() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        if ("workflow".equals(buildType)) {
            return array;
        }
        if (laggingLists > 0) {
            laggingLists--;
            lagging.forEach(build -> array.add(build.json(repository)));
            return array;
        }
        for (Build build : builds) {
            boolean wasBuilt = "built".equals(build.status());
            build.polls--;
            if (!wasBuilt && "built".equals(build.status())) {
                before = live;
                live = repository.filesAt(build.commit, path);
            }
            array.add(build.json(repository));
        }
        return array;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("url", baseUrl + "/repos/" + repository.fullName() + "/pages");
        boolean branchSite = "legacy".equals(buildType) && !builds.isEmpty();
        json.put("status", branchSite ? builds.get(0).status() : null);
        json.put("cname", domain);
        json.put("custom_404", false);
        if (addressed) {
            json.put("html_url", address());
        }
        json.put("build_type", buildType);
        json.putObject("source").put("branch", branch).put("path", path);
        json.put("public", open);
        json.put("https_enforced", httpsEnforced);
        if (certificate != null) {
            ObjectNode described = json.putObject("https_certificate");
            described.put("state", certificate).put("description", "").putArray("domains");
        }
        return json;
    }

    private String address() {
        if (url != null) {
            return url;
        }
        return domain == null ? baseUrl + "/pages/" + repository.fullName() + "/" : "https://" + domain + "/";
    }

    private static final class Build {
        private static final AtomicInteger NUMBERS = new AtomicInteger();
        private final String commit;
        private final @Nullable String error;
        private final int number = NUMBERS.incrementAndGet();
        private int polls;

        Build(String commit, int polls, @Nullable String error) {
            this.commit = commit;
            this.polls = polls;
            this.error = error;
        }

        String status() {
            if (polls > 0) {
                return "building";
            }
            return error == null ? "built" : "errored";
        }

        ObjectNode json(FakeRepository repository) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("url", "https://api.github.com/repos/" + repository.fullName() + "/pages/builds/" + number);
            json.put("status", status());
            json.putObject("error").put("message", "errored".equals(status()) ? error : null);
            json.putNull("pusher");
            json.put("commit", commit)
                    .put("duration", 1)
                    .put("created_at", TIME)
                    .put("updated_at", TIME);
            return json;
        }
    }
}
