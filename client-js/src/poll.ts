import type { Environment } from "./environment.js";
import { timer } from "./timer.js";

/** Where a state document can be read without a live connection. */
export interface Sources {
  /** The hub's state; may be undefined where there is no hub. */
  hub: string | undefined;
  /** The page's `state.json`, asked only when the hub does not answer. */
  page: string | undefined;
}

/** What the owner of a poll is told. */
export interface PollListener {
  received(document: unknown): void;
  /** The server's time by its `Date` header, in milliseconds, to the second. */
  dated(serverNow: number): void;
  /** The hub answers again after it did not. */
  hubBack(): void;
}

/** Reading the state from time to time. */
export interface Poll {
  start(): void;
  stop(): void;
  /** Reads within a second if the poll is running: the tab became visible or the network is said to be back. */
  nudge(): void;
}

const REQUEST_TIMEOUT = 10_000;
const HUB_INTERVAL = 15_000;
const PAGE_INTERVAL = 60_000;

/** Makes a poll: every 15 to 30 s from the hub, every 60 to 75 s from the page; half as often while hidden. */
export function statePoll(sources: Sources, environment: Environment, listener: PollListener): Poll {
  const next = timer(environment);
  let running: AbortController | undefined;
  let hubMissed = false;

  async function cycle(run: AbortController): Promise<void> {
    const fromHub = sources.hub !== undefined && (await read(sources.hub, run, listener.dated));
    if (!fromHub && sources.page !== undefined && !run.signal.aborted) await read(sources.page, run, () => {});
    if (run.signal.aborted) return;
    const wait = (fromHub ? HUB_INTERVAL : PAGE_INTERVAL) + environment.random() * HUB_INTERVAL;
    next.set(environment.hidden() ? 2 * wait : wait, () => void cycle(run));
    if (fromHub && hubMissed) listener.hubBack();
    hubMissed = !fromHub;
  }

  async function read(url: string, run: AbortController, dated: (now: number) => void): Promise<boolean> {
    const request = new AbortController();
    const abort = (): void => request.abort();
    const deadline = environment.setTimeout(abort, REQUEST_TIMEOUT);
    run.signal.addEventListener("abort", abort);
    try {
      const response = await environment.fetch(url, {
        cache: "no-cache",
        credentials: "omit",
        signal: request.signal,
      });
      const date = Date.parse(response.headers.get("date") ?? "");
      const document: unknown = response.ok && (await response.json());
      if (!document || run.signal.aborted) return false;
      if (date) dated(date);
      listener.received(document);
      return true;
    } catch {
      return false;
    } finally {
      environment.clearTimeout(deadline);
      run.signal.removeEventListener("abort", abort);
    }
  }

  return {
    start() {
      if (running) return;
      running = new AbortController();
      void cycle(running);
    },
    stop() {
      next.clear();
      running?.abort();
      running = undefined;
    },
    nudge() {
      const run = running;
      if (run && next.pending()) next.set(environment.random() * 1_000, () => void cycle(run));
    },
  };
}
