package dev.interlude.publisher.github;

/** How many requests a run has sent, by kind. Used by one thread. */
final class RequestTally {

    private int reads;
    private int writes;
    private int polls;
    private int looks;

    /** One request to the API was sent. */
    void sent(String method) {
        if ("GET".equals(method) || "HEAD".equals(method)) {
            reads++;
        } else {
            writes++;
        }
    }

    /** The read that is about to be sent is one of many: it is not counted among the others. */
    void polls() {
        polls++;
        reads--;
    }

    /** The live page was looked at, without a token. */
    void looked() {
        looks++;
    }

    /** All requests to the API. */
    int total() {
        return reads + writes + polls;
    }

    /** As in "7 requests to GitHub's API (3 read, 4 wrote), 2 polls, 1 look at the page". */
    String inWords() {
        return plural(reads + writes, "request") + " to GitHub's API (" + reads + " read, " + writes + " wrote), "
                + plural(polls, "poll") + ", " + plural(looks, "look") + " at the page";
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
