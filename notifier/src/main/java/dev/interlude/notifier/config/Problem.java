package dev.interlude.notifier.config;

/**
 * One mistake in the configuration.
 *
 * @param path where it is, as in {@code --port} or {@code notifier.yaml: port}
 * @param message what is wrong, without a full stop
 * @param hint what to do, without a full stop
 */
public record Problem(String path, String message, String hint) {

    @Override
    public String toString() {
        return path + ": " + message + "; " + hint;
    }
}
