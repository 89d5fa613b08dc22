package dev.interlude.publisher.github;

/** What a token must be allowed to do for a call, in the words of GitHub's settings pages. */
enum Permission {
    METADATA_READ("Metadata: read"),
    CONTENTS_READ("Contents: read"),
    CONTENTS_WRITE("Contents: write"),
    PAGES_READ("Pages: read"),
    PAGES_WRITE("Pages: write"),
    PAGES_ADMINISTER("Pages: write and Administration: write"),
    REPOSITORY_CREATE("Administration: write for all repositories of the owner");

    private final String inSettings;

    Permission(String inSettings) {
        this.inSettings = inSettings;
    }

    String inSettings() {
        return inSettings;
    }

    /** The scope of a classic token that holds it. */
    String scope() {
        return "repo";
    }
}
