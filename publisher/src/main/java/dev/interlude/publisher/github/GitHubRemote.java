package dev.interlude.publisher.github;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.publisher.site.Site;
import dev.interlude.publisher.target.Plan;
import dev.interlude.publisher.target.Remote;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The branch and its Pages site, as they were read. */
final class GitHubRemote implements Remote {

    private static final String DOMAIN = "CNAME";

    private final Connection connection;
    private final Head head;
    private final Optional<String> folder;
    private final Optional<PagesSite> pages;
    private final Domains domains;
    private @Nullable MaintenanceState state;

    /**
     * What was read.
     *
     * @param folder the name of the tree of the published folder; empty where there is none
     * @param domains the custom domain that somebody has chosen
     */
    GitHubRemote(
            Connection connection, Head head, Optional<String> folder, Optional<PagesSite> pages, Domains domains) {
        this.connection = connection;
        this.head = head;
        this.folder = folder;
        this.pages = pages;
        this.domains = domains;
    }

    static GitHubRemote withoutRepository(Connection connection) {
        return new GitHubRemote(connection, new Head.NoRepository(), Optional.empty(), Optional.empty(), Domains.NONE);
    }

    static GitHubRemote withoutBranch(Connection connection, Optional<PagesSite> pages) {
        Head head = new Head.NoBranch();
        return new GitHubRemote(connection, head, Optional.empty(), pages, Domains.read(connection, head, pages));
    }

    /** Whether the files are these. The settings of Pages are compared by {@link #plan}. */
    @Override
    public boolean holds(Site site) {
        return holdsFiles(complete(site));
    }

    @Override
    public MaintenanceState state() {
        if (state == null) {
            state = new Ownership(connection).stateAt(head, folder);
        }
        return state;
    }

    @Override
    public String absence() {
        if (head instanceof Head.NoRepository) {
            return "the repository is not there, or this token cannot see it";
        }
        return head instanceof Head.NoBranch ? "the branch is not there yet" : "";
    }

    @Override
    public Optional<URI> url() {
        return pages.map(PagesSite::url);
    }

    @Override
    public Optional<Serving> serving() {
        return Optional.of(new PagesStanding(connection.settings()).of(pages, domains));
    }

    @Override
    public Plan plan(Site site) {
        domains.check(connection.settings());
        Site complete = complete(site);
        boolean same = holdsFiles(complete);
        if (!same) {
            // Whose the place is has to be known before anything in it is exchanged.
            state();
        }
        PagesSettings settings = new PagesSettings(connection.settings());
        List<PagesChange> changes = settings.changes(pages, domains);
        return new GitHubPlan(connection, this, complete, same, changes, settings.warnings(pages, domains));
    }

    Head head() {
        return head;
    }

    Optional<String> folder() {
        return folder;
    }

    Optional<PagesSite> pages() {
        return pages;
    }

    private boolean holdsFiles(Site complete) {
        return folder.filter(tree -> tree.equals(nameOf(complete)) || tree.equals(nameOf(byHand(complete))))
                .isPresent();
    }

    private static String nameOf(Site site) {
        return GitTree.of(site.files()).id();
    }

    /** The same domain as people write it: that line's end is not worth a commit. */
    private static Site byHand(Site complete) {
        return complete.file(DOMAIN)
                .map(file -> complete.with(DOMAIN, (Domains.in(file) + "\n").getBytes(StandardCharsets.UTF_8)))
                .orElse(complete);
    }

    /**
     * The site with its {@code CNAME}. A tree without that file takes a site's domain away, so a domain that somebody
     * set in the settings travels with every commit.
     */
    private Site complete(Site site) {
        Optional<String> domain = domains.kept(connection.settings());
        if (domain.isEmpty() || site.file(DOMAIN).isPresent()) {
            return site;
        }
        return site.with(DOMAIN, domain.get().getBytes(StandardCharsets.UTF_8));
    }
}
