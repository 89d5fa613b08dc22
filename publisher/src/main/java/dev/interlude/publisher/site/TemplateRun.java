package dev.interlude.publisher.site;

import freemarker.core.Environment;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One run of a template, on a thread of its own that can be left behind. FreeMarker asks that thread before each element
 * whether it is interrupted; the answer of a run that has had its time is an exception which knows the element's place.
 */
final class TemplateRun extends Thread {

    /** Far above any real page. */
    static final int MAX_CHARACTERS = 4 * 1024 * 1024;

    /** How long a run may take to notice that its time is over. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Template template;
    private final Map<String, Object> model;
    private final StringWriter page = new BoundedWriter();
    private volatile @Nullable Throwable failure;
    private volatile boolean late;

    TemplateRun(Template template, Map<String, Object> model) {
        super("template " + template.getName());
        setDaemon(true);
        this.template = template;
        this.model = model;
    }

    /** What the template prints within that time. */
    String output(Duration timeAllowed) throws TemplateException {
        start();
        awaitEnd(timeAllowed);
        if (isAlive()) {
            late = true;
            awaitEnd(GRACE);
        }
        if (isAlive()) {
            // An expression that never ends between two elements: nothing but the end of the process ends it.
            throw new TemplateException(tooLong(), (Environment) null);
        }
        throwFailure();
        return page.toString();
    }

    @Override
    public void run() {
        try {
            template.process(model, page);
        } catch (TemplateException | IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            failure = e;
        }
    }

    @Override
    public boolean isInterrupted() {
        if (late && Thread.currentThread() == this) {
            throw new Stopped(tooLong());
        }
        return super.isInterrupted();
    }

    private void awaitEnd(Duration time) {
        try {
            join(time.toMillis());
        } catch (InterruptedException e) {
            late = true;
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private void throwFailure() throws TemplateException {
        Throwable found = failure;
        for (Throwable cause = found; cause != null; cause = cause.getCause()) {
            if (cause instanceof Stopped stopped) {
                throw stopped.place;
            }
        }
        if (found instanceof TemplateException e) {
            throw e;
        }
        if (found instanceof StackOverflowError) {
            throw new TemplateException("it calls itself without end", (Environment) null);
        }
        if (found instanceof OutOfMemoryError) {
            throw new TemplateException("it needs more memory than there is", (Environment) null);
        }
        if (found != null) {
            throw new IllegalStateException("a template ended as none should", found);
        }
    }

    private static String tooLong() {
        return "it does not end within the time allowed";
    }

    /** Ends a run from within; {@code <#attempt>} catches template exceptions, and not this one. */
    private static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient TemplateException place;

        Stopped(String reason) {
            super(reason);
            this.place = new TemplateException(reason, Environment.getCurrentEnvironment());
        }
    }

    private static final class BoundedWriter extends StringWriter {

        @Override
        public void write(String text) {
            super.write(text);
            stopAtTheBound();
        }

        @Override
        public void write(String text, int offset, int length) {
            super.write(text, offset, length);
            stopAtTheBound();
        }

        @Override
        public void write(char[] text, int offset, int length) {
            super.write(text, offset, length);
            stopAtTheBound();
        }

        private void stopAtTheBound() {
            if (getBuffer().length() > MAX_CHARACTERS) {
                throw new Stopped("it prints more than " + MAX_CHARACTERS + " characters");
            }
        }
    }
}
