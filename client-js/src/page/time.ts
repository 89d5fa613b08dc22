const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const CLOCK: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
const DATE: Intl.DateTimeFormatOptions = { ...CLOCK, weekday: "short", day: "numeric", month: "short" };

/** How times are written for one reader: in that locale, and in the zone of the reader's machine. */
export interface TimeFormat {
  /** A window with its day and zone, "Fri 20 Nov, 22:00 – 22:30 CET"; without an end its beginning. */
  range(this: void, from: number, to: number): string;
  /** The time of day, and the day unless it is today. */
  moment(this: void, at: number): string;
  /** How far off it is, as it is spoken, in one unit: "in 5 minutes". */
  ahead(this: void, milliseconds: number): string;
  /** A span of less than an hour in figures, "04:31". */
  figures(this: void, milliseconds: number): string;
}

/** Writes times for readers of that locale. */
export function timeFormat(locale: string): TimeFormat {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);

  return {
    range(from, to) {
      const dates = format({ ...DATE, timeZoneName: "short" });
      return to > from ? dates.formatRange(from, to) : dates.format(from);
    },
    moment: (at) =>
      format(new Date(at).toDateString() === new Date().toDateString() ? CLOCK : DATE).format(at),
    ahead(milliseconds) {
      const [unit, size] = unitOf(milliseconds);
      return new Intl.RelativeTimeFormat(locale).format(Math.max(1, Math.round(milliseconds / size)), unit);
    },
    figures: format({ minute: "2-digit", second: "2-digit", timeZone: "UTC" }).format,
  };
}

/** The largest unit that says enough: "90 minutes" rather than "2 hours". */
function unitOf(milliseconds: number): [Intl.RelativeTimeFormatUnit, number] {
  if (milliseconds > 2 * DAY) return ["day", DAY];
  if (milliseconds > 2 * HOUR) return ["hour", HOUR];
  return milliseconds > MINUTE - SECOND ? ["minute", MINUTE] : ["second", SECOND];
}
