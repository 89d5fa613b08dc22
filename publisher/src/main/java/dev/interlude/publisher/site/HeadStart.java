package dev.interlude.publisher.site;

/**
 * Loads what a rendering waits for longest, the template engine and the hash, while another thread reads flags and
 * configuration. Nobody waits for this thread: whoever needs one of the two before it is there loads it, too. It keeps
 * to classes whose static initialisers need none that the other thread is bringing up, since the two could wait for each other.
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
