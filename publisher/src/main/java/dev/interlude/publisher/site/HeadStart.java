package dev.interlude.publisher.site;

/**
 * Loads what a rendering waits for longest, the template engine and the hash, while another thread reads flags and
 * configuration. Nobody waits for this thread: whoever needs one of the two before it is there loads it, too. It touches
 * nothing that the other thread brings up as well, since static initialisers of one library on two threads could wait for
 * each other.
 */
public final class HeadStart extends Thread {

    public HeadStart() {
        super("head start");
        setDaemon(true);
    }

    @Override
    public void run() {
        ContentSecurityPolicy.hash("");
        Templates.of(UserFiles.in(null));
    }
}
