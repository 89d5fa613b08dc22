package dev.interlude.publisher.github;

import dev.interlude.protocol.Decoded;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.Violation;
import dev.interlude.publisher.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the state at the head of the branch, and with it whether the place is ours to write to. */
final class Ownership {

    private final Connection connection;
    private final GitHubSettings settings;

    Ownership(Connection connection) {
        this.connection = connection;
        this.settings = connection.settings();
    }

    /**
     * The state that stands there; the origin state where nothing does.
     *
     * @throws Failure REFUSED if something else stands there, or a state that cannot be read, and the operator did not
     *     give {@code --take-over}
     */
    MaintenanceState stateAt(Head head, Optional<String> folder) {
        boolean nothingThere = folder.isEmpty() || GitTree.EMPTY.equals(folder.get());
        if (nothingThere || !(head instanceof Head.Commit commit)) {
            return origin();
        }
        Optional<byte[]> document = connection.github().contents().file(place(), commit.commit());
        return document.isPresent() ? ours(document.get(), commit) : unclaimed(folder.get());
    }

    private MaintenanceState ours(byte[] document, Head.Commit commit) {
        Decoded decoded = StateCodec.read(document);
        return decoded instanceof Decoded.Refused refused
                ? takenOver(unreadable(refused, commit))
                : ofThisApp(((Decoded.Accepted) decoded).state());
    }

    private MaintenanceState ofThisApp(MaintenanceState state) {
        boolean same = state.app().equals(settings.app());
        return same
                ? state
                : takenOver(notOurs(
                        "it holds the site of the app " + state.app(),
                        "set app: " + state.app() + " if that is meant, or name another repository or branch"));
    }

    private MaintenanceState unclaimed(String folder) {
        return isOnlyGitHubsReadme(folder)
                ? origin()
                : takenOver(notOurs(
                        "it holds files and no state.json of ours",
                        "name another repository or branch, or give --take-over to replace what is there (it stays"
                                + " in the branch's history)"));
    }

    /** A repository that was created with a README and nothing else belongs to nobody's site yet. */
    private boolean isOnlyGitHubsReadme(String folder) {
        TreeEndpoint.Listing listing = connection.github().trees().files(folder);
        Map<String, String> files = listing.files();
        String title = "# " + settings.name();
        return listing.whole()
                && files.size() == 1
                && Set.of(GitBlob.id(utf8(title)), GitBlob.id(utf8(title + "\n")))
                        .contains(files.getOrDefault("README.md", ""));
    }

    private MaintenanceState takenOver(Failure otherwise) {
        if (settings.takeOver() == GitHubSettings.TakeOver.REFUSE) {
            throw otherwise;
        }
        connection.progress().warning(otherwise.happened() + "; it is taken over");
        return origin();
    }

    private Failure notOurs(String happened, String advice) {
        return new Failure(
                Failure.Kind.REFUSED,
                "publish " + settings.app() + " to " + settings.repository() + " (" + settings.branch() + " "
                        + settings.path() + ")",
                happened,
                advice);
    }

    private Failure unreadable(Decoded.Refused refused, Head.Commit commit) {
        String mistakes =
                refused.violations().stream().limit(3).map(Violation::toString).collect(Collectors.joining("; "));
        return new Failure(
                Failure.Kind.REFUSED,
                "read " + place() + " of " + settings.repository() + " at " + commit.commit(),
                "it cannot be read as a maintenance state: " + mistakes,
                "repair it by hand or revert the commit that broke it; nothing was overwritten (--take-over begins a"
                        + " new history and leaves the broken file in the branch's)");
    }

    private String place() {
        return settings.fileInBranch("state.json");
    }

    private MaintenanceState origin() {
        return MaintenanceState.origin(settings.app());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
