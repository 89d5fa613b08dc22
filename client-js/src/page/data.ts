import { pickLanguage } from "../text.js";
import type { MaintenanceState } from "../core.js";
import { timeFormat } from "./time.js";
import type { TimeFormat } from "./time.js";

/** What the page carries for its script; written by the publisher's `PageData`. */
export interface PageData {
  app: string;
  /** The application's name, as users know it. */
  title: string;
  state: MaintenanceState;
  hub?: string;
  /** The published state; absent where its address is not known, or is of the application's own origin. */
  stateUrl?: string;
  siteUrl?: string;
  /** Absent where the page is shown under the application's own URLs. */
  appUrl?: string;
  /** The default language of the operator's texts. */
  language: string;
  /** Our own texts, by language. */
  texts: Record<string, PageTexts>;
}

/** Our own texts in one language; `{app}` and `{time}` are filled in here. */
export type PageTexts = Record<TextKey, string>;

type TextKey =
  | "dir"
  | "unavailable"
  | "unavailableTitle"
  | "unavailableBody"
  | "operational"
  | "scheduled"
  | "inProgress"
  | "overdue"
  | "completed"
  | "from"
  | "until"
  | "expectedBack"
  | "beginsIn"
  | "backIn"
  | "isBack"
  | "returning"
  | "held"
  | "nextTry"
  | "returnNow"
  | "tryNow";

/** Everything that is chosen once for the reader. */
export interface Reader {
  data: PageData;
  /** The languages that the reader wants, best first. */
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
  const language = pickLanguage(data.texts, [...wanted, data.language])!;
  const [main] = language.split("-");
  const texts = Object.entries(data.texts[language]!).map(([key, text]) => [
    key,
    // A function, since a name may hold what `replace` takes for a pattern.
    text.replace("{app}", () => data.title),
  ]);
  return {
    data,
    wanted,
    language,
    texts: Object.fromEntries(texts) as PageTexts,
    time: timeFormat(wanted.find((tag) => tag.split("-")[0] === main) ?? language),
    standsIn: !data.appUrl || new URL(data.appUrl).origin === origin,
  };
}
