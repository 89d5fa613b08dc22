package dev.interlude.notifier;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * SIGTERM and SIGINT, the first of which asks and the second of which ends, and SIGHUP, which has the configuration read again.
 * A shutdown hook could neither end with the status 0
 * nor hear the second. The class for it, in every JDK and in the module {@code jdk.unsupported}, is reached by reflection since
 * the compiler warns of it in a way that cannot be answered.
 */
final class Signals {

    private static final int KILLED = 130;

    private final CountDownLatch asked = new CountDownLatch(1);

    private Signals() {}

    static Signals listening() {
        Signals signals = new Signals();
        try {
            listenTo("TERM", signals::stop);
            listenTo("INT", signals::stop);
            // Until there is something to be read again; it would end the process otherwise.
            signals.onHangup(() -> {});
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            System.getLogger(Signals.class.getName())
                    .log(System.Logger.Level.WARNING, "Signals cannot be heard here; a stop will be abrupt");
        }
        return signals;
    }

    /** Runs that at every SIGHUP from now on; there is none on Windows. */
    void onHangup(Runnable reload) {
        try {
            listenTo("HUP", reload);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            System.getLogger(Signals.class.getName())
                    .log(System.Logger.Level.DEBUG, "SIGHUP cannot be heard here; a restart reads the configuration");
        }
    }

    void awaitStop() throws InterruptedException {
        asked.await();
    }

    private static void listenTo(String name, Runnable heard) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object listener = Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        heard.run();
                    }
                    return null;
                });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
    }

    private void stop() {
        if (asked.getCount() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
        asked.countDown();
    }
}
