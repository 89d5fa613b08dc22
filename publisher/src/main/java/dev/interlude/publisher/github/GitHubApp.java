package dev.interlude.publisher.github;

/**
 * An App that is installed where the site is published.
 *
 * @param id its number, or its client id
 * @param installation the number of its installation
 */
public record GitHubApp(String id, long installation) {}
