package dev.interlude.protocol;

/**
 * One thing in a document that the contract refuses.
 *
 * @param pointer JSON Pointer (RFC 6901) to it; the empty string is the whole document
 * @param message what is wrong and what is allowed, one sentence without a full stop
 */
public record Violation(String pointer, String message) {

    @Override
    public String toString() {
        return (pointer.isEmpty() ? "the document" : pointer) + ": " + message;
    }
}
