import { serverClock } from "./clock.js";
import { pageEnvironment } from "./environment.js";
import type { Environment } from "./environment.js";
import { isRecord } from "./json.js";
import { statePoll } from "./poll.js";
import { liveSocket } from "./socket.js";
import type { Live } from "./socket.js";
import { derive, isNewer, nextBoundary, readState, readVersion } from "./state.js";
import type { MaintenanceState, Version, View } from "./state.js";
import { timer } from "./timer.js";

/** Which application to follow, and where from; at least one of `hub` and `stateUrl` is needed to learn anything new. */
export interface ClientOptions {
  /** The application's name, as in `interlude.yaml`. */
  app: string;
  /** The hub's base address, `https://hub.example.com`; http for loopback. */
  hub?: string | undefined;
  /** The published `state.json`, read while the hub is gone. */
  stateUrl?: string | undefined;
  /** A state that is known already, for instance one that came with the page. */
  initial?: MaintenanceState | undefined;
  /** Replaces parts of the surroundings; for tests and unusual hosts. */
  environment?: Partial<Environment> | undefined;
}

/** The maintenance state of one application, kept current until closed. */
export interface MaintenanceClient {
  /** The newest state that was seen; null while nothing is known, or when the newest one cannot be understood. */
  state(): MaintenanceState | null;
  /** What that state means now; the same object until it changes. */
  view(): View | null;
  /** The server's clock in milliseconds since 1970; this machine's until the hub has been heard. */
  now(): number;
  /** The time in milliseconds over which the hub wants navigations to be spread; 10 s until it has said so. */
  spreadMs(): number;
  /**
   * Calls the listener whenever the state changes or the view changes with time.
   *
   * @returns stops the calls; calling it again does nothing
   */
  subscribe(listener: () => void): () => void;
  /** Ends the connection, every timer and every subscription. */
  close(): void;
}

/**
 * Follows an application's state: by WebSocket, by polling the hub where WebSockets do not pass, and by polling the
 * page's `state.json` where the hub is gone. The greatest (epoch, revision) wins wherever it came from, and losing the
 * hub changes nothing that is shown.
 *
 * Starts at once and never throws for what the network does.
 */
export function connect(options: ClientOptions): MaintenanceClient {
  const environment: Environment = { ...pageEnvironment(), ...options.environment };
  const clock = serverClock(environment);
  const boundary = timer(environment);
  const listeners = new Set<() => void>();
  const pace = { heartbeatMs: 25_000, reconnectMs: 40_000, spreadMs: 10_000 };
  let held: Version | undefined;
  let state: MaintenanceState | null = null;
  let view: View | null = null;

  function accept(document: unknown): void {
    const version = readVersion(document);
    if (!version || (isRecord(document) && document["app"] !== options.app)) return;
    if (held && !isNewer(version, held)) return;
    held = version;
    // Newer, yet not to be understood: what was shown is out of date, and nothing better is known.
    state = readState(document);
    view = state && derive(state, clock.now());
    tell();
  }

  /** Time has passed, or is known better. */
  function refresh(): void {
    const next = state && derive(state, clock.now());
    if (next?.phase === view?.phase && next?.overdue === view?.overdue) {
      plan();
    } else {
      view = next;
      tell();
    }
  }

  function tell(): void {
    plan();
    for (const listener of [...listeners]) {
      try {
        listener();
      } catch (error) {
        // One broken listener costs nobody else the news, and its error is still reported.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  function plan(): void {
    boundary.clear();
    const moment = state ? nextBoundary(state, clock.now()) : Infinity;
    if (moment < Infinity) boundary.set(moment - clock.now(), refresh);
  }

  function received(data: unknown): void {
    const frame = parse(data);
    if (frame?.["type"] !== "state" && frame?.["type"] !== "heartbeat") return;
    if (typeof frame["now"] === "number") clock.sample(frame["now"]);
    for (const name of ["heartbeatMs", "reconnectMs", "spreadMs"] as const) {
      const value = frame[name];
      if (typeof value === "number" && value >= 0) pace[name] = value;
    }
    refresh();
    accept(frame["state"]);
  }

  const base = options.hub && `${options.hub.replace(/\/+$/, "")}/v1/apps/${options.app}/`;
  const poll = statePoll({ hub: base && `${base}state`, page: options.stateUrl }, environment, {
    received: accept,
    dated(now) {
      clock.sample(now);
      refresh();
    },
    hubBack: () => live?.retryWithin(pace.reconnectMs),
  });
  const live: Live | undefined = base
    ? liveSocket(`${base.replace(/^http/, "ws")}live`, environment, pace, {
        opened() {
          clock.restart();
          poll.stop();
        },
        received,
        blocked: poll.start,
      })
    : undefined;

  function start(): void {
    if (live) live.open();
    else if (options.stateUrl) poll.start();
  }

  function pause(): void {
    live?.close();
    poll.stop();
  }

  function nudge(): void {
    if (environment.hidden()) return;
    refresh();
    live?.nudge();
    poll.nudge();
  }

  let paused = false;
  const unlisten = [
    // An open socket keeps some browsers from caching the page, and others cut it without a word.
    environment.listen("pagehide", () => {
      paused = true;
      pause();
    }),
    environment.listen("pageshow", () => {
      if (!paused) return;
      paused = false;
      refresh();
      start();
    }),
    environment.listen("visibilitychange", nudge),
    environment.listen("online", nudge),
  ];

  accept(options.initial);
  start();

  return {
    state: () => state,
    view: () => view,
    now: clock.now,
    spreadMs: () => pace.spreadMs,
    subscribe(listener) {
      // Wrapped, so that a function that subscribes twice is two subscriptions.
      const own = (): void => listener();
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    close() {
      for (const stop of unlisten) stop();
      listeners.clear();
      boundary.clear();
      pause();
    },
  };
}

function parse(data: unknown): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(data as string);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
