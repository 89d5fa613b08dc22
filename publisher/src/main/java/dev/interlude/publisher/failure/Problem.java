package dev.interlude.publisher.failure;

/**
 * One mistake in what the operator wrote; what looks like a secret in it is masked.
 *
 * @param path where it stands, as in {@code site.theme.accent} or {@code --starts-at}
 * @param message what is wrong, without a full stop
 * @param hint what to write instead
 */
public record Problem(String path, String message, String hint) {

    public Problem {
        path = Masked.in(path);
        message = Masked.in(message);
        hint = Masked.in(hint);
    }
}
