package dev.interlude.notifier;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * SIGTERM and SIGINT, the first of which asks and the second of which ends. A shutdown hook could neither end with the status 0
 * nor hear the second. The class for it, in every JDK and in the module {@code jdk.unsupported}, is reached by reflection since
 * the compiler warns of it in a way that cannot be answered.
 */
final class StopSignal {

    private static final int KILLED = 130;

    private final CountDownLatch asked = new CountDownLatch(1);

    private StopSignal() {}

    static StopSignal listening() {
        StopSignal stop = new StopSignal();
        try {
            stop.listenTo("TERM");
            stop.listenTo("INT");
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            System.getLogger(StopSignal.class.getName())
                    .log(System.Logger.Level.WARNING, "Signals cannot be heard here; a stop will be abrupt");
        }
        return stop;
    }

    void await() throws InterruptedException {
        asked.await();
    }

    private void listenTo(String name) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object heard = Proxy.newProxyInstance(
                StopSignal.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        hear();
                    }
                    return null;
                });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), heard);
    }

    private void hear() {
        if (asked.getCount() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
        asked.countDown();
    }
}
