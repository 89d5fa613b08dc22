package dev.interlude.protocol;

import java.time.Instant;

/**
 * One entry of a notice's timeline.
 *
 * @param at when it was written
 * @param text what it says, at most 500 characters a language
 */
public record NoticeUpdate(Instant at, Texts text) {}
