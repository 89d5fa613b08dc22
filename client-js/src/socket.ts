import type { Environment, SocketLike } from "./environment.js";
import type { Source } from "./source.js";
import { timer } from "./timer.js";
import {
  BACKOFF_BASE,
  BACKOFF_CAP,
  BLOCKED_AFTER,
  BLOCKED_RETRY,
  CONNECT_TIMEOUT,
  GRACE,
  PUNCTUAL,
  STABLE,
} from "./timing.js";

/** What the hub asks of its clients, in milliseconds; each state frame may change it. */
export interface Pace {
  /** A heartbeat comes at least this often. */
  heartbeatMs: number;
  /** After a restart of the hub reconnects are spread over this, until one opens. */
  reconnectMs: number;
}

/**
 * Makes a connection that renews itself. Waits are drawn evenly from the whole window (full jitter), the first one
 * included, so that the tabs of a restarted hub do not return together.
 *
 * @param blocked is called when three opens in a row have failed: something else has to carry the state
 */
export function liveSocket(
  url: string,
  environment: Environment,
  pace: Pace,
  opened: () => void,
  received: (data: unknown) => void,
  blocked: () => void,
): Source {
  const { openSocket, now, elapsed, random, hidden } = environment;
  const retry = timer(environment);
  /** The connect timeout while opening, the watchdog once open. */
  const guard = timer(environment);
  let socket: SocketLike | undefined;
  let openedAt: number | undefined;
  let heardAt: number;
  let nudgedAt = -Infinity;
  /** Attempts since a connection last stood for ten seconds. */
  let attempts = 0;
  let failedOpens = 0;
  /** Whether everybody has lost the hub at once, as far as can be told from here; true until a connection opens. */
  let inCrowd = false;

  function open(): void {
    close();
    try {
      const opening = (socket = openSocket(url));
      guard(CONNECT_TIMEOUT, lost);
      opening.onopen = () => {
        failedOpens = 0;
        inCrowd = false;
        openedAt = elapsed();
        heard();
        opened();
      };
      opening.onmessage = ({ data }) => {
        received(data);
        // What was received may have changed the pace, or led to the end.
        if (socket) heard();
      };
      opening.onclose = ({ code }) => lost(code);
    } catch {
      lost();
    }
  }

  function close(): void {
    retry();
    guard();
    openedAt = undefined;
    if (!socket) return;
    // A dead connection reports its end minutes later, by when it must no longer be heard.
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    socket = undefined;
  }

  function heard(): void {
    // The wall clock, since the other one stands still while some machines sleep.
    heardAt = now();
    // A hidden tab's timers and messages are held back: silence proves nothing there, and `nudge` looks again.
    guard((2 * pace.heartbeatMs + GRACE) * PUNCTUAL, () => hidden() || lost());
  }

  function lost(code?: number): void {
    const stood = elapsed() - openedAt! >= STABLE;
    if (openedAt === undefined) failedOpens++;
    if (stood) attempts = 0;
    inCrowd ||= stood || code === 1012 /* restarting */;
    close();
    let window = Math.min(BACKOFF_CAP, BACKOFF_BASE * 2 ** attempts++);
    if (code === 1013 /* try again later */) window *= 4;
    // A restarted hub is spared the crowd, also those who came too early and would meet the others on their next try; but
    // not at the cost of somebody who has just turned to this tab.
    else if (inCrowd && elapsed() - nudgedAt > GRACE) window = Math.max(window, pace.reconnectMs);
    if (failedOpens < BLOCKED_AFTER) {
      retryWithin(window);
    } else {
      retry(BLOCKED_RETRY, open);
      blocked();
    }
  }

  function nudge(): void {
    nudgedAt = elapsed();
    if (openedAt === undefined) retryWithin(BACKOFF_BASE);
    else if (now() - heardAt > pace.heartbeatMs + GRACE) lost();
  }

  function retryWithin(window: number): void {
    if (!socket) retry(random() * window, open);
  }

  return { open, close, nudge };
}
