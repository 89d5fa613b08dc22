package dev.interlude.publisher.github;

import dev.interlude.publisher.target.Change;
import java.util.Optional;

/** Pages settings and their changes, for people: what was, and what is to be. */
final class PagesWords {

    private PagesWords() {}

    /** The change with what stands there now. */
    static Change of(PagesChange change, Optional<PagesSite> before) {
        Change words = change.inWords();
        if (change instanceof PagesChange.Source source) {
            return updated(words, source(before), source.branch() + " " + source.path());
        } else if (change instanceof PagesChange.Domain domain) {
            return updated(words, before.map(PagesSite::domain).orElse("none"), domain.domain());
        } else if (change instanceof PagesChange.EnforceHttps) {
            return updated(words, "not enforced", "enforced");
        }
        return words;
    }

    /** All settings that a plan rests on. What GitHub builds meanwhile changes none of them. */
    static String of(PagesSite site) {
        return source(Optional.of(site)) + ", domain " + (site.domain() == null ? "none" : site.domain()) + ", https "
                + (site.httpsEnforced() ? "enforced" : "not enforced")
                + ("approved".equals(site.certificate()) ? ", with a certificate" : ", without a certificate");
    }

    private static String source(Optional<PagesSite> site) {
        return site.map(found -> found.workflow() ? "a workflow" : found.branch() + " " + found.path())
                .orElse("nothing");
    }

    private static Change updated(Change words, String before, String after) {
        return new Change(words.kind(), words.subject(), before + " -> " + after);
    }
}
