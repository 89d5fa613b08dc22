/**
 * How long a test waits for what must come, in milliseconds. It is no bound on what is tested: a machine that does four
 * other things at the same time may take so long.
 */
export const PATIENCE = 60_000;

/** Waits until a condition holds and returns what it came to; fails after the deadline with what was waited for. */
export async function until<T>(
  what: string,
  condition: () => T,
  deadlineMs: number = PATIENCE,
): Promise<NonNullable<Awaited<T>>> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const held = await condition();
    if (held) return held;
    if (Date.now() > end) throw new Error(`not within ${deadlineMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
