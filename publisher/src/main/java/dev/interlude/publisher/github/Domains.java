package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which custom domain a site has, and which it is to have. It can stand in the Pages settings and in the branch's
 * {@code CNAME}; whoever set it, in either place, keeps it until it is removed by its name.
 *
 * @param inSettings what Pages says
 * @param inBranch what {@code CNAME} says; empty also where it was not looked at, since it says the same
 */
record Domains(Optional<String> inSettings, Optional<String> inBranch) {

    static final Domains NONE = new Domains(Optional.empty(), Optional.empty());

    /** Reads what is there, with one request where somebody may have put a {@code CNAME} into the branch by hand. */
    static Domains read(Connection connection, Head head, Optional<PagesSite> pages) {
        GitHubSettings settings = connection.settings();
        Optional<String> inSettings = pages.map(PagesSite::domain);
        if (!(head instanceof Head.Commit commit) || !isLookedFor(settings, commit, inSettings)) {
            return new Domains(inSettings, Optional.empty());
        }
        Optional<String> inBranch = connection
                .github()
                .contents()
                .file(settings.fileInBranch("CNAME"), commit.commit())
                .map(Domains::in)
                .filter(domain -> !domain.isEmpty());
        return new Domains(inSettings, inBranch);
    }

    /** The name in a {@code CNAME}. */
    static String in(byte[] file) {
        return new String(file, StandardCharsets.UTF_8).strip();
    }

    /** What {@code CNAME} is to hold; empty where there is to be none. */
    Optional<String> kept(GitHubSettings settings) {
        if (settings.domain() != null) {
            return Optional.of(settings.domain());
        }
        // The file is the newer word: GitHub takes it into the settings with the next build.
        return inBranch.filter(isKept(settings)).or(() -> inSettings.filter(isKept(settings)));
    }

    /** Whether the settings hold the domain that is to be removed, and no other one is to take its place. */
    boolean isToBeRemoved(GitHubSettings settings) {
        return settings.domain() == null
                && inSettings.filter(isKept(settings).negate()).isPresent();
    }

    /** @throws Failure where a domain is to be removed that the site does not have, or is to have */
    void check(GitHubSettings settings) {
        String removed = settings.removedDomain();
        if (removed == null) {
            return;
        }
        if (removed.equalsIgnoreCase(settings.domain())) {
            throw new Failure(
                    Failure.Kind.CONFIGURATION,
                    "remove the domain " + removed,
                    "target.github.domain asks for it",
                    "take it out of interlude.yaml first");
        }
        boolean another = present().findAny().isPresent() && present().noneMatch(removed::equalsIgnoreCase);
        boolean replacedAlready = present().allMatch(present -> present.equalsIgnoreCase(settings.domain()));
        if (another && !replacedAlready) {
            throw new Failure(
                    Failure.Kind.REFUSED,
                    "remove the domain " + removed + " from " + settings.repository(),
                    "its domain is " + present().findFirst().orElse(""),
                    "give --remove-domain the name that is to go; nothing was changed");
        }
    }

    private Stream<String> present() {
        return Stream.concat(inSettings.stream(), inBranch.stream());
    }

    private static Predicate<String> isKept(GitHubSettings settings) {
        return domain -> !domain.equalsIgnoreCase(settings.removedDomain());
    }

    /** A commit of ours says whether it holds one, so the question is asked after the commits of others only. */
    private static boolean isLookedFor(GitHubSettings settings, Head.Commit head, Optional<String> inSettings) {
        if (settings.removedDomain() != null) {
            return true;
        }
        boolean ours = CommitMessage.isOurs(settings.app(), head.message());
        boolean doubtful = CommitMessage.holdsDomain(head.message()) && inSettings.isEmpty();
        return settings.domain() == null && (!ours || doubtful);
    }
}
