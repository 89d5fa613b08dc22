import type { Environment } from "./environment.js";
import { KEPT_SAMPLES } from "./timing.js";

/** The server's clock as far as it can be known here. */
export interface ServerClock {
  /** Milliseconds since 1970; the wall clock of this machine until the first sample. */
  now(this: void): number;
  /** Takes the server's time as it stood in a message that has just come in. */
  sample(this: void, serverNow: number): void;
}

/**
 * Makes a clock that follows the server's. A message can only be late, never early, so the sample that is farthest
 * ahead is the one with the least delay. Between samples the monotonic clock counts, so that a user who sets the
 * machine's clock during a countdown changes nothing.
 */
export function serverClock({ now, elapsed }: Pick<Environment, "now" | "elapsed">): ServerClock {
  let origin = now() - elapsed();
  let samples: number[] = [];
  return {
    now: () => origin + elapsed(),
    sample(serverNow) {
      samples = [serverNow - elapsed(), ...samples.slice(0, KEPT_SAMPLES - 1)];
      origin = Math.max(...samples);
    },
  };
}
