package dev.interlude.publisher.github.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** What is to go wrong, in the order in which it was asked for. Safe for many threads. */
public final class Faults {

    private final List<Planned> planned = new ArrayList<>();
    private int requests;

    /** The request of that number, counted from 1 over all requests from now on. */
    public synchronized void onRequest(int number, Fault fault) {
        int target = requests + number;
        planned.add(new Planned((line, index) -> index == target, fault, 1));
    }

    /** The next requests whose method and path match, as in {@code PATCH .*}{@code /git/refs/.*}. */
    public synchronized void on(String regex, int times, Fault fault) {
        Pattern pattern = Pattern.compile(regex);
        planned.add(new Planned((line, index) -> pattern.matcher(line).matches(), fault, times));
    }

    /** The next request whose method and path match. */
    public void on(String regex, Fault fault) {
        on(regex, 1, fault);
    }

    /** The request of that number, counted from 1 over all requests from now on, and every one after it. */
    public synchronized void fromRequest(int number, Fault fault) {
        int first = requests + number;
        planned.add(new Planned((line, index) -> index >= first, fault, Integer.MAX_VALUE));
    }

    /** Nothing goes wrong from now on. */
    public synchronized void clear() {
        planned.clear();
    }

    /** Whether every fault that was asked for has happened. */
    public synchronized boolean allHappened() {
        return planned.isEmpty();
    }

    synchronized Optional<Fault> next(String line) {
        requests++;
        Optional<Planned> hit = planned.stream()
                .filter(fault -> fault.matches.test(line, requests))
                .findFirst();
        hit.ifPresent(fault -> fault.times--);
        planned.removeIf(fault -> fault.times == 0);
        return hit.map(fault -> fault.fault);
    }

    private static final class Planned {
        private final BiPredicate<String, Integer> matches;
        private final Fault fault;
        private int times;

        Planned(BiPredicate<String, Integer> matches, Fault fault, int times) {
            this.matches = matches;
            this.fault = fault;
            this.times = times;
        }
    }
}
