import type { Environment } from "./environment.js";
import type { Source } from "./source.js";
import { timer } from "./timer.js";
import { HUB_INTERVAL, PAGE_INTERVAL, REQUEST_TIMEOUT } from "./timing.js";

/**
 * Makes a poll of the hub's state every 15 to 30 s, and where the hub does not answer of the page's every 60 to 75 s;
 * half as often while hidden. Either address may be absent.
 *
 * @param learn takes a document, and the hub's time by its `Date` header, NaN when it has none
 * @param hubBack is called when the hub answers after it did not
 */
export function statePoll(
  hub: string | undefined,
  page: string | undefined,
  environment: Environment,
  learn: (document: unknown, sentAt?: number) => void,
  hubBack: () => void,
): Source {
  const { fetch, random, hidden } = environment;
  const next = timer(environment);
  /** Another object each time it is opened, so that a late answer knows that it is no longer wanted. */
  let run: object | undefined;
  let hubMissed = false;

  async function cycle(): Promise<void> {
    const own = run;
    const fromHub = await read(hub, own);
    if (!fromHub) await read(page, own);
    if (own !== run) return;
    next(((fromHub ? HUB_INTERVAL : PAGE_INTERVAL) + random() * HUB_INTERVAL) * (hidden() ? 2 : 1), cycle);
    if (fromHub && hubMissed) hubBack();
    hubMissed = !fromHub;
  }

  async function read(url: string | undefined, own: object | undefined): Promise<boolean> {
    if (!url || own !== run) return false;
    try {
      // Old browsers have no such signal, and then no limit.
      const signal = AbortSignal.timeout?.(REQUEST_TIMEOUT);
      const response = await fetch(url, { cache: "no-cache", credentials: "omit", signal });
      const document: unknown = await response.json();
      if (!response.ok || own !== run) return false;
      learn(document, url === hub ? Date.parse(response.headers.get("date")!) : NaN);
      return true;
    } catch {
      return false;
    }
  }

  function open(withinMs = 0): void {
    if (run) return;
    run = {};
    next(random() * withinMs, cycle);
  }

  function close(): void {
    next();
    run = undefined;
  }

  function nudge(): void {
    if (!run) return;
    close();
    open(1_000);
  }

  return { open, close, nudge };
}
