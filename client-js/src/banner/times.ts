/** One way of writing times, in the reader's zone. */
export interface Times {
  /** A moment, or a span if `to` is a number, with the date where it is not today, and always with the zone. */
  span(from: number, to: number, now: number): string;
  /** A distance to the future, in its coarsest useful unit: "in 3 hours", "tomorrow", "now". */
  distance(milliseconds: number): string;
}

const UNITS = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1_000, "second"],
] as const;

/** Makes the way of writing times for a locale. */
export function times(locale: string): Times {
  return {
    span(from, to, now) {
      const format = new Intl.DateTimeFormat(locale, {
        ...(new Date(from).toDateString() !== new Date(now).toDateString() && {
          weekday: "short",
          day: "numeric",
          month: "short",
        }),
        hour: "numeric",
        minute: "2-digit",
        timeZoneName: "short",
      });
      return to ? format.formatRange(from, to) : format.format(from);
    },
    distance(milliseconds) {
      const [size, unit] = UNITS.find(([length]) => milliseconds >= length) ?? [Infinity, "second"];
      return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.round(milliseconds / size), unit);
    },
  };
}

/** Minutes and seconds of less than an hour, as on a clock. */
export function digits(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(14, 19);
}
