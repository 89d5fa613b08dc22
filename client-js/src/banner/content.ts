import { pickText } from "../core.js";
import type { Texts, View } from "../core.js";
import { pickLanguage } from "../text.js";
import { distance, span } from "./times.js";
import { words } from "./words.js";

/** The parts of a banner, by which they can be styled too. */
export type Part = "banner" | "title" | "message" | "time" | "countdown" | "link" | "dismiss";

/** What a banner shows at one moment: the properties of each part. A part without text is not seen. */
export type Content = { [part in Part]?: Partial<HTMLAnchorElement> };

/**
 * How one reader is spoken to: `content` puts a view that has a notice into words, given the time until it starts, and
 * `distance` says how far away something is, "in 5 minutes".
 */
export type Voice = [
  content: (view: View, left: number, bypassing: boolean, covers: boolean) => Required<Content>,
  distance: (milliseconds: number) => string,
];

/**
 * Makes the voice for a reader.
 *
 * @param wanted the language that is asked for
 * @param locales that the browser is set to: they come next, and decide between 12 and 24 hours
 */
export function voice(wanted: string, locales: readonly string[]): Voice {
  const languages = [wanted, ...locales];
  const language = pickLanguage(words, languages)!;
  const [inProgress, late, over, bypass, details] = words[language]!;
  const locale = locales.find((tag) => tag.match(`^${language}(-\\w+)*$`)) ?? language;
  // Each text in its own direction, whichever the page has.
  const written = (textContent: string, lang: string): Partial<HTMLAnchorElement> => ({ textContent, lang, dir: "auto" });
  const ours = (text: string | false): Partial<HTMLAnchorElement> => written(text || "", language);
  const theirs = (texts: Texts = {}): Partial<HTMLAnchorElement> => {
    const { text, lang } = pickText(texts, languages, "en");
    return written(text, lang);
  };

  return [
    ({ phase, overdue, notice }, left, bypassing, covers) => {
      const { startsAt, endsAt, body, updates, url } = notice!;
      const scheduled = phase === "scheduled";
      const running = phase === "in_progress";
      const topic = theirs(notice!.title);
      const news = theirs(updates?.at(-1)?.text ?? body);
      const title = scheduled ? topic : ours(!running ? over : bypassing ? bypass : overdue ? late : inProgress);
      return {
        banner: { hidden: false, className: phase, role: covers ? "dialog" : "region", ariaLabel: title.textContent! },
        title,
        message: scheduled || (running && news.textContent) ? news : topic,
        // A window that is past promises nothing any more.
        time: ours((scheduled || (running && !overdue)) && span(locale, Date.parse(startsAt), Date.parse(endsAt!))),
        countdown: ours(scheduled && distance(locale, left)),
        link: { ...ours(!!url && details), href: url ?? "" },
        // A word in every language; what is going on now cannot be dismissed.
        dismiss: ours(!running && "OK"),
      };
    },
    (milliseconds) => distance(locale, milliseconds),
  ];
}
