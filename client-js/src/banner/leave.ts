import type { MaintenanceClient } from "../core.js";

/** What an application does before its page is left, for instance saving a draft. */
export type BeforeMaintenance = () => unknown;

const HOOKS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 10_000;
const FIRST_GAP = 2_000;
const LONGEST_GAP = 60_000;

/**
 * Gives way to the maintenance page once the traffic is switched, which may be a good while after the start: the hooks
 * first, then a random part of the hub's spread, then a probe of this page's own address until it bears our marker.
 * Nothing else leads to a navigation, since a page that is left for an answer of another kind may not come back.
 *
 * @returns stops it; a hook that runs is not interrupted
 */
export function leave(client: MaintenanceClient, hooks: Iterable<BeforeMaintenance>): () => void {
  const life = new AbortController();
  const { signal } = life;
  void (async () => {
    await Promise.race([Promise.allSettled([...hooks].map(async (hook) => hook())), delay(HOOKS_TIMEOUT)]);
    await delay(Math.random() * client.spreadMs());
    for (let gap = FIRST_GAP; !signal.aborted; gap = Math.min(gap * 1.5, LONGEST_GAP)) {
      if ((await isSwitched()) && !signal.aborted) return navigate();
      await delay(gap * (0.8 + 0.4 * Math.random()));
    }
  })();
  return () => life.abort();
}

async function isSwitched(): Promise<boolean> {
  try {
    const response = await fetch(location.href, {
      // Also replaces what the browser holds for this address, which the navigation may be answered from.
      cache: "reload",
      redirect: "manual",
      credentials: "same-origin",
      headers: { accept: "text/html" },
      signal: AbortSignal.timeout?.(REQUEST_TIMEOUT),
    });
    return (
      (response.status === 503 && response.headers.get("content-type")?.startsWith("application/problem+json")) ||
      /<meta name="?interlude-page/.test(await response.text())
    );
  } catch {
    return false;
  }
}

/** The same path, query and hash again. Replacing an address that has a hash would only scroll. */
function navigate(): void {
  if (location.href.includes("#")) location.reload();
  else location.replace(location.href);
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
