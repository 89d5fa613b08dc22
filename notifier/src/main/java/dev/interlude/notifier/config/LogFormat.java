package dev.interlude.notifier.config;

/** How the log is written, one line an event either way. */
public enum LogFormat {
    TEXT,
    JSON
}
