package dev.interlude.publisher.config;

import java.util.Locale;
import java.util.Optional;

/** Every key of the configuration; {@code docs/configuration.md} is written from this list. */
enum Key {
    APP(
            "app",
            "name",
            "",
            "The switch that this configuration works on: lower-case letters, digits and inner hyphens, "
                    + "at most 63 characters. An application and its public API that are switched separately are two apps."),
    DEFAULT_LANGUAGE(
            "default-language",
            "BCP 47",
            "en",
            "The language of texts that name none, and of the page where " + "JavaScript is off."),
    SITE_TITLE("site.title", "text", "the app", "The application's name, as its users know it."),
    SITE_URL(
            "site.url",
            "URL",
            "https://<domain>/",
            "Where the page is seen. Unset and without a domain, only GitHub knows: `status` and the wait ask there, and the page itself does not know."),
    SITE_APP_URL(
            "site.app-url",
            "URL",
            "",
            "Where people go back to. Unset, the page is shown under the application's " + "own URLs."),
    SITE_SUPPORT_URL("site.support-url", "URL", "", "Where people get help; linked from the page."),
    SITE_LOGO("site.logo", "path", "", "SVG, PNG, JPEG, GIF or WebP, at most 64 KiB, inlined into the page."),
    SITE_ACCENT("site.theme.accent", "#rrggbb", "#0b5fff", "The one accent colour of the page."),
    SITE_TEMPLATES(
            "site.templates",
            "path",
            "",
            "A folder whose files override the built-in templates by name; its "
                    + "other files are published as they are."),
    SITE_INDEX("site.index", "noindex or index", "noindex", "Whether search engines may list the page."),
    GITHUB_REPOSITORY("target.github.repository", "owner/name", "", "The repository that holds the page."),
    GITHUB_BRANCH("target.github.branch", "branch", "gh-pages", "The branch that Pages is built from."),
    GITHUB_PATH(
            "target.github.path",
            "/ or /docs",
            "/",
            "The folder of that branch; all of it belongs to the " + "publisher."),
    GITHUB_CREATE(
            "target.github.create",
            "private, public or never",
            "private",
            "What to do when the repository is " + "missing. Pages of a private repository needs a paid plan."),
    GITHUB_DOMAIN("target.github.domain", "host name", "", "The custom domain of the page."),
    GITHUB_API_URL(
            "target.github.api-url",
            "URL",
            "https://api.github.com",
            "The REST API; on GitHub Enterprise " + "Server https://HOST/api/v3."),
    GITHUB_APP_ID(
            "target.github.app.id",
            "App or client id",
            "",
            "The GitHub App that publishes, where it has a key (`--app-key-file`, `INTERLUDE_GITHUB_APP_KEY`)."),
    GITHUB_APP_INSTALLATION(
            "target.github.app.installation",
            "number",
            "",
            "The App's installation at the repository's owner: the number at the end of its settings page's address."),
    DIRECTORY_PATH("target.directory.path", "path", "", "A folder that a web server shows, instead of GitHub."),
    HUB_URL("hub.url", "URL", "", "The notifier; without it nobody is told live.");

    private final String path;
    private final String type;
    private final String defaultText;
    private final String meaning;

    Key(String path, String type, String defaultText, String meaning) {
        this.path = path;
        this.type = type;
        this.defaultText = defaultText;
        this.meaning = meaning;
    }

    static Optional<Key> ofPath(String path) {
        for (Key key : values()) {
            if (key.path.equals(path)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** Dotted, as in messages and in {@code --set}. */
    String path() {
        return path;
    }

    String type() {
        return type;
    }

    /** The default in words; empty where there is none. */
    String defaultText() {
        return defaultText;
    }

    String meaning() {
        return meaning;
    }

    /** The environment variable that overrides the file. */
    String variable() {
        return "INTERLUDE_" + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
