import type { MaintenanceClient } from "../core.js";
import { bearsMark, look as lookAt, revisit } from "../own.js";
import { BACKOFF_BASE, BACKOFF_CAP } from "../timing.js";

/** What an application does before its page is left, for instance saving a draft. */
export type BeforeMaintenance = () => unknown;

const HOOKS_TIMEOUT = 10_000;

/**
 * Gives way to what this page's own address answers by now, once that is what is wanted: a random part of the hub's
 * spread, then looks at the address in growing gaps. Nothing else leads to a navigation, since a page that is left for an
 * answer of another kind may not come back. The hooks run when maintenance begins, and again right before the page is
 * left, since people have gone on typing.
 *
 * @param wants looks at the answer's text; {@link bearsMark} for the maintenance page
 * @param looks how often the address is asked at most; with none, only the hooks run
 * @returns stops it; a hook that runs is not interrupted
 */
export function leave(
  client: MaintenanceClient,
  hooks: Iterable<BeforeMaintenance>,
  wants: (text: string) => unknown,
  looks: number,
): () => void {
  let going = true;
  const prepare = (): Promise<unknown> =>
    Promise.race([Promise.allSettled([...hooks].map(async (hook) => hook())), delay(HOOKS_TIMEOUT)]);
  void (async () => {
    if (wants === bearsMark) await prepare();
    await delay(Math.random() * client.spreadMs());
    for (let look = 0; look < looks; look++) {
      if (!going) return;
      if (wants(await answer().catch(String))) {
        await prepare();
        if (going) revisit(location);
        return;
      }
      await delay(Math.random() * Math.min(BACKOFF_CAP, BACKOFF_BASE * 2 ** look));
    }
  })();
  return () => {
    going = false;
  };
}

/** What this page's own address answers. */
async function answer(): Promise<string> {
  return (await lookAt(fetch, location.href)).text();
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
