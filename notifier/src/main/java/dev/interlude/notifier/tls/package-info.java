/** TLS from PEM files, which may be replaced while the hub runs. It knows nothing of what is served. */
@NullMarked
package dev.interlude.notifier.tls;

import org.jspecify.annotations.NullMarked;
