package dev.interlude.publisher.config;

/** Writes {@code docs/configuration.md}, the reference of every key, from the keys themselves. */
public final class ConfigurationReference {

    private ConfigurationReference() {}

    /** The whole document. */
    public static String markdown() {
        StringBuilder text = new StringBuilder("""
                # Configuration

                The publisher reads `interlude.yaml` in the working directory, or the file that `--config` names.
                A flag (`--set KEY=VALUE`) wins over the environment, the environment over the file, the file over the
                default. An unknown key is an error; all mistakes are reported at once. Relative paths start at the
                folder of the file. Addresses are https, or http on a loopback address. Secrets never stand here:
                see [operating](operating.md).

                This page is written from the program; `publisher init` writes a commented example.

                | key | value | default | environment | meaning |
                |---|---|---|---|---|
                """);
        for (Key key : Key.values()) {
            text.append("| `")
                    .append(key.path())
                    .append("` | ")
                    .append(key.type())
                    .append(" | ")
                    .append(key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`")
                    .append(" | `")
                    .append(key.variable())
                    .append("` | ")
                    .append(key.meaning())
                    .append(" |\n");
        }
        text.append("""

                `app` is required, and so is exactly one target: `target.github.repository` or `target.directory.path`.

                Several users of one group can publish into one folder where it belongs to that group (`chgrp`, `chmod g+ws`) and they publish with
                `umask 002`; whatever the umask, everyone may read what is published.
                """);
        return text.toString();
    }
}
