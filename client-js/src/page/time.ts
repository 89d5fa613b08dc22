const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const UNITS = [
  ["day", DAY],
  ["hour", 3_600 * SECOND],
  ["minute", 60 * SECOND],
  ["second", SECOND],
] as const;

/** How times are written for one reader. */
export interface TimeFormat {
  /** The time of day, "22:00". */
  clock(this: void, at: number): string;
  /** The day and the zone, "Fri 20 Nov, CET". */
  day(this: void, at: number): string;
  /** The time of day, and the day unless it is today. */
  moment(this: void, at: number): string;
  /** A span as it is spoken, in its largest unit: "5 minutes". */
  span(this: void, milliseconds: number): string;
  /** A span as it counts down: "04:31", "1:04:31"; from a day on as it is spoken. */
  left(this: void, milliseconds: number): string;
}

/** Writes times in that locale and in the reader's zone. */
export function timeFormat(locale: string): TimeFormat {
  const format = (options: Intl.DateTimeFormatOptions) => (at: number) =>
    new Intl.DateTimeFormat(locale, options).format(at);
  const clock = format({ hour: "2-digit", minute: "2-digit" });
  const day = format({ weekday: "short", day: "numeric", month: "short", timeZoneName: "short" });

  function span(milliseconds: number): string {
    const [unit, size] = UNITS.find(([, size]) => milliseconds > size - SECOND) ?? UNITS[3];
    return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(
      Math.max(1, Math.round(milliseconds / size)),
    );
  }

  return {
    clock,
    day,
    moment: (at) => (day(at) === day(Date.now()) ? "" : day(at) + ", ") + clock(at),
    span,
    left: (milliseconds) =>
      milliseconds < DAY ? new Date(milliseconds + 999).toISOString().slice(11, 19).replace(/^0(0:)?/, "") : span(milliseconds),
  };
}
