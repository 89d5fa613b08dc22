package dev.interlude.publisher.github;

import java.util.Optional;
import java.util.Set;

/**
 * How far GitHub is with the certificate of a custom domain.
 *
 * @param domain whose it is
 * @param state GitHub's word for it; empty where nothing has begun
 */
record Certificate(String domain, String state) {

    private static final Set<String> IN_TROUBLE =
            Set.of("errored", "bad_authz", "authorization_revoked", "dns_changed");

    /** That of the site's domain; the site has one. */
    static Certificate of(PagesSite site) {
        return new Certificate(
                site.domain() == null ? "" : site.domain(), site.certificate() == null ? "" : site.certificate());
    }

    boolean isReady() {
        return "approved".equals(state);
    }

    /** Whether GitHub has given up, so that waiting is of no use. */
    boolean isInTrouble() {
        return IN_TROUBLE.contains(state);
    }

    /** As in "authorization_pending". */
    String inWords() {
        return state.isEmpty() ? "not begun" : state;
    }

    /** What is to be said of it; nothing where it is there, or GitHub says nothing yet. */
    Optional<String> warning() {
        if (isInTrouble()) {
            return Optional.of("GitHub cannot get a certificate for " + domain + " (" + state + "): " + remedy());
        }
        return state.isEmpty() || isReady()
                ? Optional.empty()
                : Optional.of("the certificate for " + domain + " is not there yet (" + state
                        + "); a later publish enforces https");
    }

    String remedy() {
        return "check its DNS records and CAA, then remove and set the domain once";
    }
}
