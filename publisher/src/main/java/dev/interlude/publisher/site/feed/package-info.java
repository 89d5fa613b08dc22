/**
 * The state in the forms that calendars, feed readers and status-page tools know. Pure; it knows the state and what a
 * feed says of the application, and nothing of pages, templates and settings.
 */
@NullMarked
package dev.interlude.publisher.site.feed;

import org.jspecify.annotations.NullMarked;
