package dev.interlude.publisher.github;

/** What stands at the publishing branch. */
sealed interface Head {

    /** There seems to be no such repository, or the token cannot see it. */
    record NoRepository() implements Head {}

    /** The repository is there, the branch is not. */
    record NoBranch() implements Head {}

    /**
     * The branch is there.
     *
     * @param commit its newest commit
     * @param tree that commit's root folder
     * @param message what it was said to be
     */
    record Commit(String commit, String tree, String message) implements Head {}
}
