package dev.interlude.publisher.progress;

/** Tells the operator what is going on. Implementations are safe for use by many threads and never fail. */
public interface Progress {

    /** A step of the work begins, as in "waiting for the build of 1a2b3c4". */
    void step(String what);

    /** Something that only {@code --verbose} shows, such as a request. */
    void detail(String what);

    /** Something that the operator should know, and that stops nothing. */
    void warning(String what);

    /** Tells nobody. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void step(String what) {}

            @Override
            public void detail(String what) {}

            @Override
            public void warning(String what) {}
        };
    }
}
