/**
 * Who may read and write what: tokens, their holders and scopes. Secrets are known by their digests only. It knows no transport
 * and no file.
 */
@NullMarked
package dev.interlude.notifier.access;

import org.jspecify.annotations.NullMarked;
