const UNITS = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
] as const;

/** A moment or, where it has an end, a span, in the reader's zone; always with date and zone, since tabs stand for days. */
export function span(locale: string, from: number, to: number): string {
  const format = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "numeric",
    timeZoneName: "short",
  });
  return to ? format.formatRange(from, to) : format.format(from);
}

/** A distance to the future, in the coarsest unit of which there are two: "in 3 hours", "in 90 seconds"; at last "now". */
export function distance(locale: string, milliseconds: number): string {
  const [size, unit] = UNITS.find(([size]) => milliseconds >= 2 * size) ?? [1_000, "second"];
  // What is past and has not begun is about to.
  const count = Math.max(0, Math.round(milliseconds / size));
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(count, unit);
}
