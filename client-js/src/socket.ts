import type { Environment, SocketLike } from "./environment.js";
import { timer } from "./timer.js";

/** What the hub asks of its clients, in milliseconds; each state frame may change it. */
export interface Pace {
  /** A heartbeat comes at least this often. */
  heartbeatMs: number;
  /** The first reconnect after a restart of the hub is spread over this. */
  reconnectMs: number;
}

/** What the owner of a live connection is told. */
export interface LiveListener {
  opened(): void;
  received(data: unknown): void;
  /** Three opens in a row have failed: something else has to carry the state. */
  blocked(): void;
}

/** A WebSocket that is kept open. */
export interface Live {
  open(): void;
  /** Gives up the connection and every plan to renew it, until `open`. */
  close(): void;
  /** The tab became visible or the network is said to be back: checks the connection, or renews it within a second. */
  nudge(): void;
  /** Plans the next attempt within this many milliseconds, unless one is under way. */
  retryWithin(milliseconds: number): void;
}

const CONNECT_TIMEOUT = 10_000;
/** A connection that stood this long was a good one: what follows is a new story. */
const STABLE = 10_000;
const BACKOFF_BASE = 1_000;
const BACKOFF_CAP = 60_000;
const GRACE = 5_000;
const BLOCKED_AFTER = 3;
const BLOCKED_RETRY = 300_000;
const RESTARTED = 1012;
const TRY_AGAIN_LATER = 1013;

/**
 * Makes a connection that renews itself. Waits are drawn evenly from the whole window (full jitter), the first one
 * included, so that the tabs of a restarted hub do not return together.
 */
export function liveSocket(url: string, environment: Environment, pace: Pace, listener: LiveListener): Live {
  const retry = timer(environment);
  /** The connect timeout while opening, the watchdog once open. */
  const guard = timer(environment);
  let socket: SocketLike | undefined;
  let openedAt: number | undefined;
  let heardAt = 0;
  let nudgedAt = -Infinity;
  /** Attempts since a connection last stood for ten seconds. */
  let attempts = 0;
  let failedOpens = 0;

  function open(): void {
    close();
    try {
      socket = environment.openSocket(url);
    } catch {
      lost(0);
      return;
    }
    guard.set(CONNECT_TIMEOUT, () => lost(0));
    socket.onopen = () => {
      failedOpens = 0;
      openedAt = environment.elapsed();
      heard();
      watch();
      listener.opened();
    };
    socket.onmessage = ({ data }) => {
      heard();
      listener.received(data);
    };
    socket.onclose = ({ code }) => lost(code);
  }

  function close(): void {
    retry.clear();
    guard.clear();
    openedAt = undefined;
    const old = socket;
    socket = undefined;
    if (!old) return;
    // A dead connection reports its end minutes later, by when it must no longer be heard.
    old.onopen = old.onmessage = old.onclose = null;
    old.close();
  }

  function lost(code: number): void {
    const stood = openedAt !== undefined && environment.elapsed() - openedAt >= STABLE;
    if (stood) attempts = 0;
    if (openedAt === undefined) failedOpens++;
    close();
    let window = Math.min(BACKOFF_CAP, BACKOFF_BASE * 2 ** attempts);
    if (code === TRY_AGAIN_LATER) window *= 4;
    else if (stood && environment.elapsed() - nudgedAt < GRACE) window = BACKOFF_BASE;
    else if (stood || code === RESTARTED) window = Math.max(window, pace.reconnectMs);
    attempts++;
    if (failedOpens < BLOCKED_AFTER) {
      retryWithin(window);
    } else {
      retry.set(BLOCKED_RETRY * (0.8 + 0.4 * environment.random()), open);
      listener.blocked();
    }
  }

  function heard(): void {
    // Both clocks: one stands still while some machines sleep, the other one can be set.
    heardAt = environment.elapsed();
    heardAtWall = environment.now();
  }
  let heardAtWall = 0;

  function silence(): number {
    return Math.max(environment.elapsed() - heardAt, environment.now() - heardAtWall);
  }

  function watch(): void {
    const limit = 2 * pace.heartbeatMs + GRACE;
    // A hidden tab's timers are late and its messages may be queued behind them: silence proves nothing there.
    if (silence() >= limit && !environment.hidden()) lost(0);
    else guard.set(Math.max(limit - silence(), GRACE), watch);
  }

  function nudge(): void {
    nudgedAt = environment.elapsed();
    if (openedAt !== undefined) {
      if (silence() > pace.heartbeatMs + GRACE) lost(0);
    } else if (retry.pending()) {
      retryWithin(BACKOFF_BASE);
    }
  }

  function retryWithin(window: number): void {
    if (!socket) retry.set(environment.random() * window, open);
  }

  return { open, close, nudge, retryWithin };
}
