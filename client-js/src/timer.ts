import type { Environment } from "./environment.js";
import { LONGEST_DELAY } from "./timing.js";

/** One task that is due at most once: setting it again replaces it, and without a task it is dropped. */
export type Timer = (milliseconds?: number, task?: false | (() => void)) => void;

/** Makes a timer; a delay beyond 24 days is cut to that, so a far task must check whether it is due. */
export function timer({ setTimeout, clearTimeout }: Pick<Environment, "setTimeout" | "clearTimeout">): Timer {
  let handle: unknown;
  return (milliseconds, task) => {
    clearTimeout(handle);
    if (task) handle = setTimeout(task, Math.min(milliseconds!, LONGEST_DELAY));
  };
}
