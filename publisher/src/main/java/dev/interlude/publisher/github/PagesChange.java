package dev.interlude.publisher.github;

import dev.interlude.publisher.target.Change;

/** One call that brings the settings of a Pages site closer to what is wanted. */
sealed interface PagesChange {

    /** The same, for people. */
    Change inWords();

    /** Pages is off, and will publish that folder of that branch. */
    record Enable(String branch, String path) implements PagesChange {
        @Override
        public Change inWords() {
            return new Change(Change.Kind.CREATE, "GitHub Pages", "publishes " + branch + " " + path);
        }
    }

    /** Pages publishes something else. */
    record Source(String branch, String path) implements PagesChange {
        @Override
        public Change inWords() {
            return new Change(Change.Kind.UPDATE, "the Pages source", "becomes " + branch + " " + path);
        }
    }

    /** The site gets that custom domain. */
    record Domain(String domain) implements PagesChange {
        @Override
        public Change inWords() {
            return new Change(Change.Kind.UPDATE, "the Pages domain", "becomes " + domain);
        }
    }

    /** The site loses its custom domain. */
    record RemoveDomain(String domain) implements PagesChange {
        @Override
        public Change inWords() {
            return new Change(Change.Kind.DELETE, "the Pages domain", domain);
        }
    }

    /** Plain http will be redirected; possible only once the domain's certificate is there. */
    record EnforceHttps() implements PagesChange {
        @Override
        public Change inWords() {
            return new Change(Change.Kind.UPDATE, "https", "is enforced");
        }
    }
}
