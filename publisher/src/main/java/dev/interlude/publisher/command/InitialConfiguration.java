package dev.interlude.publisher.command;

/** The configuration that {@code init} writes: it works as it is, without an account. */
final class InitialConfiguration {

    private InitialConfiguration() {}

    static String text(String app) {
        return """
                # Interlude: the maintenance mode of %1$s.
                # Every key: docs/configuration.md. Secrets never stand here.

                app: %1$s
                default-language: en

                site:
                  title: %1$s                      # the name that your users know
                  # url: https://maintenance.example.com/   # where the page is seen
                  # app-url: https://%1$s.example.com/       # unset: the page is shown under the application's own URLs
                  # support-url: https://example.com/help
                  # logo: logo.svg
                  # theme: {accent: "#0b5fff"}
                  # templates: maintenance/               # overrides the built-in page file by file
                  # index: noindex                        # or index

                target:
                  directory:
                    path: public/                    # a folder that a web server shows; no account needed
                  # or GitHub Pages (remove directory above):
                  # github:
                  #   repository: acme/%1$s-maintenance
                  #   branch: gh-pages
                  #   create: private                   # or public (Pages needs a paid plan for private), or never
                  #   domain: maintenance.example.com
                  #   app: {id: 1, installation: 2}     # a GitHub App; its key by --app-key-file or INTERLUDE_GITHUB_APP_KEY

                # hub:
                #   url: https://hub.example.com          # the notifier: tells every open tab
                """.formatted(app);
    }
}
