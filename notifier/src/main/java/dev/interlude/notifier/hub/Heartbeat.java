package dev.interlude.notifier.hub;

import dev.interlude.notifier.limit.Limit;
import dev.interlude.notifier.limit.LimitListener;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One timer for all: every turn it greets one row of subscribers, and ends those that have been silent or stalled for too
 * long. Used by one thread.
 */
public final class Heartbeat implements Runnable {

    private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());

    private final Crowd crowd;
    private final Set<Subscriber> unfinished;
    private final Messages messages;
    private final LimitListener limits;
    private final long silenceMs;
    private final long slowWriteMs;
    private final int turnsOfSilence;
    private int turn;

    Heartbeat(
            Crowd crowd,
            Set<Subscriber> unfinished,
            Messages messages,
            Timing timing,
            long turnMs,
            LimitListener limits) {
        this.crowd = crowd;
        this.unfinished = unfinished;
        this.messages = messages;
        this.limits = limits;
        this.silenceMs = timing.silence().toMillis();
        this.slowWriteMs = timing.slowWrite().toMillis();
        // One turn more, since a timer may be early by a hair and the row would then wait for its next turn.
        this.turnsOfSilence = 1 + Math.toIntExact((silenceMs + turnMs - 1) / turnMs);
    }

    @Override
    public void run() {
        try {
            greet(crowd.row(turn));
            endSilent(crowd.row(turn - turnsOfSilence));
            endStalled();
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            LOG.log(System.Logger.Level.ERROR, "A turn of the heartbeat failed", e);
        }
        turn = (turn + 1) % crowd.rows();
    }

    private void greet(Set<Subscriber> row) {
        Map<Encoding, ByteBuffer> frames = new HashMap<>();
        byte[] json = messages.heartbeat();
        for (Subscriber subscriber : row) {
            subscriber.beat(frames.computeIfAbsent(subscriber.encoding(), encoding -> encoding.heartbeat(json)));
        }
    }

    private void endSilent(Set<Subscriber> row) {
        for (Subscriber subscriber : row) {
            if (subscriber.isSilentFor(silenceMs)) {
                LOG.log(System.Logger.Level.DEBUG, "Ended a connection that was silent");
                limits.reached(Limit.SILENCE);
                subscriber.terminate();
            }
        }
    }

    private void endStalled() {
        unfinished.removeIf(subscriber -> !subscriber.isWriting() || endedAsStalled(subscriber));
    }

    private boolean endedAsStalled(Subscriber subscriber) {
        boolean stalled = subscriber.isStalledFor(slowWriteMs);
        if (stalled) {
            LOG.log(System.Logger.Level.DEBUG, "Ended a connection that did not read");
            limits.reached(Limit.SLOW_READER);
            subscriber.terminate();
        }
        return stalled;
    }
}
