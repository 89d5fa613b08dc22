package dev.interlude.publisher.target;

/**
 * One thing that a plan changes.
 *
 * @param kind what happens to it
 * @param subject what it happens to: a path of the site, or a setting in words
 * @param detail how, for people; may be empty
 */
public record Change(Kind kind, String subject, String detail) {

    /** What happens to the subject. */
    public enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }
}
