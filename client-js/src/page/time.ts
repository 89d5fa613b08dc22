const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How times are written for one reader. */
export interface TimeFormat {
  /** The time of day, "22:00". */
  clock(this: void, at: number): string;
  /** The day and the zone, "Fri 20 Nov, CET". */
  day(this: void, at: number): string;
  /** The time of day, and the day unless it is today. */
  moment(this: void, at: number): string;
  /** A span as it is spoken: "5 minutes", "2 hours, 10 minutes". */
  span(this: void, milliseconds: number): string;
  /** A span as it counts down: "04:31" below an hour, else as spoken. */
  left(this: void, milliseconds: number): string;
}

/** Writes times in that locale and in the reader's zone. */
export function timeFormat(locale: string): TimeFormat {
  const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
  const day = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", timeZoneName: "short" });
  const count = (value: number, unit: string): string =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);

  function span(milliseconds: number): string {
    if (milliseconds < MINUTE) return count(Math.ceil(milliseconds / 1_000), "second");
    const minutes = Math.ceil(milliseconds / MINUTE);
    if (milliseconds >= 2 * DAY) return count(Math.round(milliseconds / DAY), "day");
    if (minutes < 60) return count(minutes, "minute");
    const hours = count(Math.floor(minutes / 60), "hour");
    return minutes % 60 ? `${hours} ${count(minutes % 60, "minute")}` : hours;
  }

  return {
    clock: (at) => clock.format(at),
    day: (at) => day.format(at),
    moment: (at) => (day.format(at) === day.format(Date.now()) ? "" : day.format(at) + ", ") + clock.format(at),
    span,
    left(milliseconds) {
      if (milliseconds >= HOUR) return span(milliseconds);
      const seconds = Math.ceil(milliseconds / 1_000);
      return [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
    },
  };
}
