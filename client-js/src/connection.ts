import type { Environment, SocketLike } from "./environment.js";
import { deadline } from "./own.js";
import { timer } from "./timer.js";
import {
  BACKOFF_BASE,
  BACKOFF_CAP,
  BLOCKED_AFTER,
  BLOCKED_RETRY,
  CONNECT_TIMEOUT,
  GRACE,
  HUB_INTERVAL,
  PAGE_INTERVAL,
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
 * The one line to wherever states come from. `open` starts, or starts anew; `close` stops, with every plan that there is,
 * until it is opened again; `nudge` tells that the tab became visible or that the network is said to be back: what can be
 * learned should be learned within a second.
 */
export type Connection = [open: () => void, close: () => void, nudge: () => void];

/**
 * Makes a connection that renews itself: a WebSocket to the hub; after three opens in a row that failed a poll of the
 * hub's state every 15 to 30 s, and where the hub does not answer of the page's every 60 to 75 s, half as often while
 * hidden; and a WebSocket again every five minutes. Waits are drawn evenly from the whole window (full jitter), the first
 * one included, so that the tabs of a restarted hub do not return together.
 *
 * @param hub the application's base address at the hub; without it only the page is read
 * @param received takes a frame
 * @param learn takes a polled document, and the hub's time by its `Date` header, NaN when it has none
 */
export function connection(
  hub: string | undefined,
  page: string | undefined,
  environment: Environment,
  pace: Pace,
  received: (data: unknown) => void,
  learn: (document: unknown, sentAt: number) => void,
): Connection {
  const { openSocket, fetch, now, elapsed, random, hidden } = environment;
  /** One thing at a time: the connect timeout or the watchdog of a socket, or without one the next attempt. */
  const due = timer(environment);
  let socket: SocketLike | undefined;
  let openedAt: number | undefined;
  let heardAt: number;
  let nudgedAt = -Infinity;
  /** Attempts since a connection last stood for ten seconds. */
  let attempts = 0;
  let failedOpens = 0;
  /** Whether everybody has lost the hub at once, as far as can be told from here; true until a connection opens. */
  let inCrowd = false;
  /** Until then WebSockets are taken to be blocked. */
  let blockedUntil = hub ? 0 : Infinity;
  /** Another object for each poll, so that a late answer knows that it is no longer wanted. */
  let asking: object | undefined;
  let hubMissed = false;

  function open(): void {
    close();
    if (elapsed() < blockedUntil) return void poll();
    try {
      const opening = (socket = openSocket(hub!.replace("http", "ws") + "live"));
      due(CONNECT_TIMEOUT, lost);
      opening.onopen = () => {
        failedOpens = 0;
        inCrowd = false;
        openedAt = elapsed();
        heard();
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
    due();
    asking = openedAt = undefined;
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
    due((2 * pace.heartbeatMs + GRACE) * PUNCTUAL, () => hidden() || lost());
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
      due(random() * window, open);
    } else {
      blockedUntil = elapsed() + BLOCKED_RETRY;
      void poll();
    }
  }

  async function poll(): Promise<void> {
    const own = (asking = {});
    // Old browsers set a request no deadline.
    due(PAGE_INTERVAL, open);
    const fromHub = await read(hub && hub + "state", own);
    if (!fromHub) await read(page, own);
    if (own !== asking) return;
    asking = undefined;
    // A hub that is back may have its connection back.
    if (fromHub && hubMissed) blockedUntil = 0;
    hubMissed = !fromHub;
    const wait = ((fromHub ? HUB_INTERVAL : PAGE_INTERVAL) + random() * HUB_INTERVAL) * (hidden() ? 2 : 1);
    due(Math.min(wait, blockedUntil - elapsed()), open);
  }

  async function read(url: string | undefined, own: object): Promise<unknown> {
    if (!url || own !== asking) return;
    try {
      const response = await fetch(url, { cache: "no-cache", signal: deadline() });
      const document: unknown = await response.json();
      if (!response.ok || own !== asking) return;
      learn(document, url === page ? NaN : Date.parse(response.headers.get("date")!));
      return true;
    } catch {
      // No answer is no news.
    }
  }

  function nudge(): void {
    nudgedAt = elapsed();
    if (openedAt !== undefined) {
      if (now() - heardAt > pace.heartbeatMs + GRACE) lost();
    } else if (!socket && !asking) due(random() * BACKOFF_BASE, open);
  }

  return [open, close, nudge];
}
