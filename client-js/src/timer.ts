import type { Environment } from "./environment.js";

/** One task that is due at most once; setting it again replaces it. */
export interface Timer {
  set(milliseconds: number, task: () => void): void;
  clear(): void;
  pending(): boolean;
}

/** Browsers take a longer delay for none at all. */
const LONGEST_DELAY = 2 ** 31 - 1;

/** Makes a timer; a delay beyond 24 days is cut to that, so a far task must check whether it is due. */
export function timer(environment: Pick<Environment, "setTimeout" | "clearTimeout">): Timer {
  let handle: unknown;
  const clear = (): void => {
    environment.clearTimeout(handle);
    handle = undefined;
  };
  return {
    set(milliseconds, task) {
      clear();
      handle = environment.setTimeout(
        () => {
          handle = undefined;
          task();
        },
        Math.min(Math.max(milliseconds, 0), LONGEST_DELAY),
      );
    },
    clear,
    pending: () => handle !== undefined,
  };
}
