import { serverClock } from "./clock.js";
import { connection } from "./connection.js";
import { pageEnvironment } from "./environment.js";
import type { Environment } from "./environment.js";
import { deriveUntil, isNewer, isVersioned, readState } from "./state.js";
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

const CHANGE = "change";

/**
 * Follows an application's state: by WebSocket, by polling the hub where WebSockets do not pass, and by polling the
 * page's `state.json` where the hub is gone. The greatest (epoch, revision) wins wherever it came from, and losing the
 * hub changes nothing that is shown.
 *
 * Starts at once and never throws for what the network does.
 */
export function connect(options: ClientOptions): MaintenanceClient {
  const environment: Environment = { ...pageEnvironment(), ...options.environment };
  const { hidden, tab } = environment;
  const { app } = options;
  const clock = serverClock(environment);
  const boundary = timer(environment);
  const life = new AbortController();
  /** Ends the listening to the tab, and is where news is told: an event target as good as any. */
  const { signal } = life;
  const pace = { heartbeatMs: 25_000, reconnectMs: 40_000, spreadMs: 10_000 };
  let held: Version = { epoch: -1, revision: 0 };
  let state: MaintenanceState | null = null;
  let view: View | null = null;
  let paused = false;

  const hub = options.hub?.replace(/\/*$/, `/v1/apps/${app}/`);
  const [open, close, nudge] = connection(hub, options.stateUrl, environment, pace, received, learn);

  function received(data: unknown): void {
    let frame;
    try {
      frame = JSON.parse(data as string) as Record<string, unknown> | null;
    } catch {
      // Not for this client.
    }
    if (frame?.type === "state") Object.assign(pace, frame);
    learn(frame?.state, frame?.now);
  }

  /** Takes what a source said, and the server's time at which it did. */
  function learn(document: unknown, sentAt?: unknown): void {
    if ((sentAt as number) > 0) clock.sample(sentAt as number);
    const newer = isVersioned(document) && document.app === app && isNewer(document, held);
    if (newer) {
      held = document;
      // Newer, yet perhaps not to be understood: what was shown is out of date then, and nothing better is known.
      state = readState(document);
    }
    refresh(newer);
  }

  /** The state is another one, or the time is. */
  function refresh(changed?: boolean): void {
    const now = clock.now();
    const [next, until] = state ? deriveUntil(state, now) : [null, 0];
    boundary(until - now, until > now && refresh);
    if (!changed && next?.phase === view?.phase && next?.overdue === view?.overdue) return;
    view = next;
    // An event, since one broken listener then costs nobody else the news, and its error is reported.
    signal.dispatchEvent(new Event(CHANGE));
  }

  function tabChanged({ type }: Event): void {
    if (type === "pagehide") {
      // An open socket keeps some browsers from caching the page, and others cut it without a word.
      paused = true;
      close();
    } else if (!hidden()) {
      refresh();
      if (paused) {
        paused = false;
        open();
        // A pageshow of its own comes after every load.
      } else if (type !== "pageshow") nudge();
    }
  }

  for (const type of ["pagehide", "pageshow", "visibilitychange", "online"]) {
    // A runtime without a window has no tab that could be hidden.
    tab.addEventListener?.(type, tabChanged as EventListener, { signal });
  }
  learn(options.initial);
  open();

  return {
    state: () => state,
    view: () => view,
    now: clock.now,
    spreadMs: () => pace.spreadMs,
    subscribe(listener) {
      // A function of its own: the same listener may be given twice.
      const own = (): void => listener();
      signal.addEventListener(CHANGE, own);
      return () => signal.removeEventListener(CHANGE, own);
    },
    close() {
      life.abort();
      boundary();
      close();
    },
  };
}
