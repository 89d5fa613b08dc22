package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.site.Site;
import dev.interlude.publisher.target.Change;
import dev.interlude.publisher.target.Plan;
import dev.interlude.publisher.target.PlannedRequest;
import dev.interlude.publisher.target.Publication;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What it takes to bring branch and Pages to a site. */
final class GitHubPlan implements Plan {

    private final Connection connection;
    private final GitHubRemote remote;
    private final Site site;
    private final boolean sameFiles;
    private final List<PagesChange> pagesChanges;
    private final List<String> warnings;
    private final List<PlannedRequest> reads;
    private TreeEndpoint.@Nullable Listing present;
    private @Nullable List<PlannedRequest> applying;
    private @Nullable Failure refusal;

    GitHubPlan(
            Connection connection,
            GitHubRemote remote,
            Site site,
            boolean sameFiles,
            List<PagesChange> pagesChanges,
            List<String> warnings) {
        this.connection = connection;
        this.remote = remote;
        this.site = site;
        this.sameFiles = sameFiles;
        this.pagesChanges = List.copyOf(pagesChanges);
        this.warnings = List.copyOf(warnings);
        this.reads = connection.how().journal().requests();
    }

    /** Which files differ is asked for, once, by whoever looks into the list; that it is not empty costs nothing. */
    @Override
    public List<Change> changes() {
        return isNothing() ? List.of() : new ChangeList(this::allChanges);
    }

    private List<Change> allChanges() {
        List<Change> changes = new ArrayList<>();
        GitHubSettings settings = connection.settings();
        if (remote.head() instanceof Head.NoRepository) {
            String visibility = settings.create() == GitHubSettings.Create.PRIVATE ? "private" : "public";
            changes.add(new Change(Change.Kind.CREATE, "repository " + settings.repository(), visibility));
        }
        if (!(remote.head() instanceof Head.Commit)) {
            changes.add(new Change(Change.Kind.CREATE, "branch " + settings.branch(), ""));
        }
        if (!sameFiles) {
            changes.addAll(FileChanges.between(present(), site.files()));
        }
        pagesChanges.forEach(change -> changes.add(PagesWords.of(change, remote.pages())));
        return changes;
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public List<PlannedRequest> reading() {
        return reads;
    }

    @Override
    public List<PlannedRequest> applying() {
        if (applying == null) {
            applying = isNothing() ? List.of() : rehearsed();
        }
        return applying;
    }

    /** A server may word a missing branch as a missing repository; publishing finds that out when it creates one. */
    @Override
    public Plan sure() {
        boolean byWords = remote.head() instanceof Head.NoRepository
                && connection.api().tokenKind().hasPerson();
        return byWords && connection.github().branches().withoutBranch() instanceof Head.NoBranch
                ? withoutBranch()
                : this;
    }

    private Plan withoutBranch() {
        return GitHubRemote.withoutBranch(
                        connection, connection.github().pages().site())
                .plan(site);
    }

    private boolean isNothing() {
        return sameFiles && pagesChanges.isEmpty();
    }

    /** The very plan, applied to an imitation of GitHub. */
    private List<PlannedRequest> rehearsed() {
        boolean takesObjects = !(remote.head() instanceof Head.NoBranch)
                || connection.github().trees().takesObjects();
        Rehearsal rehearsal = new Rehearsal(
                connection.how().journal(),
                connection.settings(),
                takesObjects ? Rehearsal.Objects.TAKEN : Rehearsal.Objects.REFUSED,
                GitTree.of(site.files()).id(),
                site.file("CNAME").isPresent());
        Connection imitation = connection.how().rehearsing(rehearsal);
        try {
            new GitHubPlan(imitation, remote, site, sameFiles, pagesChanges, warnings).apply();
        } catch (Failure failure) {
            refusal = failure;
        }
        return rehearsal.requests();
    }

    @Override
    public List<String> waits() {
        applying();
        if (refusal != null) {
            return List.of("it ends without success: could not " + refusal.tried() + ": " + refusal.happened() + "; "
                    + refusal.advice());
        }
        String builds = "GET " + RepositoryName.of(connection.settings()).path("/pages/builds?per_page=10");
        String page = remote.url().map(URI::toString).orElse("the page, where GitHub says that it is seen");
        String look = isNothing() ? "it looks at " + page + ", and where that shows another page" : "it";
        String health = RepositoryName.of(connection.settings()).path("/pages/health");
        return List.of(look + " asks " + builds + " and looks at " + page
                + " every 2 to 15 s until the page can be seen; where no build begins within 25 s, one POST asks for it;"
                + " where a domain does not show it, GET " + health + " tells why");
    }

    @Override
    public SortedMap<String, String> basis() {
        SortedMap<String, String> basis = new TreeMap<>();
        basis.put("branch", headInWords());
        basis.put("page", GitTree.of(site.files()).id());
        basis.put("pages", remote.pages().map(PagesWords::of).orElse("off"));
        basis.put("calls of Pages", pagesChanges.toString());
        return basis;
    }

    private String headInWords() {
        if (remote.head() instanceof Head.Commit commit) {
            return "commit " + commit.commit();
        }
        return remote.head() instanceof Head.NoBranch ? "missing" : "the repository is missing";
    }

    @Override
    public Publication apply() {
        if (!(remote.head() instanceof Head.NoRepository)) {
            return applyAt(remote.head());
        }
        Optional<Head> created = create();
        // Where it was there after all, what stands in it has to be looked at before anything is written.
        return created.isPresent() ? applyAt(created.get()) : withoutBranch().apply();
    }

    private Publication applyAt(Head head) {
        String message = CommitMessage.of(connection.settings().app(), site);
        String commit = sameFiles && head instanceof Head.Commit there ? there.commit() : write(head, message);
        Optional<PagesSite> pages = new PagesWriter(connection).apply(pagesChanges, remote.pages());
        boolean changed = !isNothing();
        return new GitHubPublication(connection, site, commit, changed, pages);
    }

    private String write(Head head, String message) {
        GitHubSettings settings = connection.settings();
        connection
                .progress()
                .step("committing " + site.files().size() + " files to " + settings.repository() + " ("
                        + settings.branch() + ")");
        return new CommitWriter(settings, connection.github())
                .write(
                        head,
                        site.files(),
                        message,
                        () -> Set.copyOf(present().files().values()));
    }

    /** The new repository has one commit, on its default branch; elsewhere our branch begins a history of its own. */
    private Optional<Head> create() {
        GitHubSettings settings = connection.settings();
        connection.progress().step("creating repository " + settings.repository());
        Optional<String> defaultBranch = connection.creation().create(settings.create());
        defaultBranch.ifPresent(branch -> connection.api().repositoryHasBegun());
        return defaultBranch.map(branch -> settings.branch().equals(branch)
                ? connection.github().branches().head(branch)
                : new Head.NoBranch());
    }

    /** The files that the published folder holds. */
    private TreeEndpoint.Listing present() {
        if (present == null) {
            present = remote.folder()
                    .map(tree -> connection.github().trees().files(tree))
                    .orElse(new TreeEndpoint.Listing(Map.of(), true));
        }
        return present;
    }
}
