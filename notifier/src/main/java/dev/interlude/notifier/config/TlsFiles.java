package dev.interlude.notifier.config;

import java.nio.file.Path;

/**
 * The two PEM files of TLS.
 *
 * @param certificate the server's certificate, and those that lead to the root behind it
 * @param key its private key, PKCS #8 without a password
 */
public record TlsFiles(Path certificate, Path key) {}
