import type { Environment } from "./environment.js";

/** The server's clock as far as it can be known here. */
export interface ServerClock {
  /** Milliseconds since 1970; the wall clock of this machine until the first sample. */
  now(): number;
  /** Takes the server's time as it stood in a message that has just come in. */
  sample(serverNow: number): void;
  /** Forgets old samples once the next one is there: another server may answer from now on. */
  restart(): void;
}

/** About three minutes of heartbeats: long enough for one quick message, short enough to follow a clock that was set. */
const KEPT_SAMPLES = 8;

/**
 * Makes a clock that follows the server's. A message can only be late, never early, so the sample that is farthest
 * ahead is the one with the least delay. Between samples the monotonic clock counts, so that a user who sets the
 * machine's clock during a countdown changes nothing.
 */
export function serverClock({ now, elapsed }: Pick<Environment, "now" | "elapsed">): ServerClock {
  const origin = now() - elapsed();
  let offsets: number[] = [];
  let stale = false;
  const local = (): number => origin + elapsed();
  return {
    now: () => local() + (offsets.length ? Math.max(...offsets) : 0),
    sample(serverNow) {
      offsets = [...(stale ? [] : offsets.slice(1 - KEPT_SAMPLES)), serverNow - local()];
      stale = false;
    },
    restart() {
      stale = true;
    },
  };
}
