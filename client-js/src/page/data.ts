import { pickLanguage } from "../text.js";
import type { MaintenanceState } from "../core.js";
import { timeFormat } from "./time.js";
import type { TimeFormat } from "./time.js";

/** What the page carries for its script; written by the publisher's `PageData`. */
export interface PageData {
  /** The application's name, as users know it. */
  title: string;
  state: MaintenanceState;
  /** The application's base address at the hub. */
  hub?: string;
  /** The published state; absent where its address is not known, or is of the application's own origin. */
  stateUrl?: string;
  siteUrl?: string;
  /** Absent where the page is shown under the application's own URLs. */
  appUrl?: string;
  /** The default language of the operator's texts. */
  language: string;
  /** The keys of our own texts, and in each language the texts in the same order; all of them with `|` between. */
  keys: string;
  texts: Record<string, string>;
}

/** Our own texts in one language; the name of the application stands in them, `{time}` is filled in where it is known. */
export type PageTexts = Record<TextKey, string>;

type TextKey =
  | "dir"
  | "unavailable"
  | "unavailableBody"
  | "operational"
  | "scheduled"
  | "in_progress"
  | "overdue"
  | "completed"
  | "begins"
  | "expected"
  | "isBack";

/** Everything that is chosen once for the reader. */
export interface Reader {
  data: PageData;
  /** The languages that the reader wants, best first; the operator's own comes last. */
  wanted: readonly string[];
  /** The one that the page speaks. */
  language: string;
  texts: PageTexts;
  time: TimeFormat;
  /** Whether the page is shown in the application's place, which proves that the application is not reached. */
  standsIn: boolean;
}

/** Chooses the language among those that the page has. */
export function reader(data: PageData, wanted: readonly string[], origin: string): Reader {
  const language = pickLanguage(data.texts, wanted)!;
  const values = data.texts[language]!.split("|");
  const texts = data.keys.split("|").map((key, index) => [
    key,
    // A function, since a name may hold what `replace` takes for a pattern.
    values[index]!.replace("{app}", () => data.title),
  ]);
  return {
    data,
    wanted,
    language,
    texts: Object.fromEntries(texts) as PageTexts,
    // The reader's region decides. Some browsers report `en-US@posix`, which is no locale: `Intl` would throw.
    time: timeFormat(wanted.find((tag) => tag.match(`^${language.split("-")[0]}(-\\w+)*$`)) ?? language),
    standsIn: !data.appUrl || new URL(data.appUrl).origin === origin,
  };
}
