package dev.interlude.publisher.github;

import dev.interlude.publisher.site.Site;
import dev.interlude.publisher.target.Change;
import dev.interlude.publisher.target.Plan;
import dev.interlude.publisher.target.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What it takes to bring branch and Pages to a site. */
final class GitHubPlan implements Plan {

    private final Connection connection;
    private final GitHubRemote remote;
    private final Site site;
    private final boolean sameFiles;
    private final List<PagesChange> pagesChanges;
    private final List<String> warnings;
    private @Nullable Map<String, String> present;

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
    }

    /** Costs one request, once, where files differ from those that are there. {@link #apply} does without it. */
    @Override
    public List<Change> changes() {
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
        pagesChanges.forEach(change -> changes.add(change.inWords()));
        return changes;
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public Publication apply() {
        String message = CommitMessage.of(connection.settings().app(), site);
        Head head = remote.head() instanceof Head.NoRepository ? create() : remote.head();
        String commit = sameFiles && head instanceof Head.Commit there ? there.commit() : write(head, message);
        Optional<PagesSite> pages = new PagesWriter(connection).apply(pagesChanges, remote.pages());
        boolean changed = !sameFiles || !pagesChanges.isEmpty();
        return new GitHubPublication(connection, site, commit, changed, pages);
    }

    private String write(Head head, String message) {
        GitHubSettings settings = connection.settings();
        connection
                .progress()
                .step("committing " + site.files().size() + " files to " + settings.repository() + " ("
                        + settings.branch() + ")");
        return new CommitWriter(settings, connection.github())
                .write(head, site.files(), message, () -> Set.copyOf(present().values()));
    }

    /** The new repository has one commit, on its default branch; elsewhere our branch begins a history of its own. */
    private Head create() {
        GitHubSettings settings = connection.settings();
        connection.progress().step("creating repository " + settings.repository());
        String defaultBranch = connection.creation().create(settings.create());
        connection.api().repositoryWasCreated();
        return settings.branch().equals(defaultBranch)
                ? connection.github().branches().head(defaultBranch)
                : new Head.NoBranch();
    }

    /** The files that the published folder holds: path to blob name. */
    private Map<String, String> present() {
        if (present == null) {
            present = remote.folder()
                    .map(tree -> connection.github().trees().files(tree))
                    .orElse(Map.of());
        }
        return present;
    }
}
