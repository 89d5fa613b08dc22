package dev.interlude.protocol;

/** What happens to a field that the contract does not name. */
enum UnknownFields {
    /** As writers do, so that a typing error is not lost in silence. */
    REFUSED,
    /** As readers do, so that a later contract can add fields. */
    IGNORED
}
