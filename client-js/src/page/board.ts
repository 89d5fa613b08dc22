import { pickLanguage } from "../text.js";
import type { NoticeUpdate, PickedText, Texts } from "../core.js";
import type { PageTexts, Reader } from "./data.js";
import { element, say, setText, show, write } from "./dom.js";
import type { Source } from "./source.js";

/** What is being counted down to, and the sentence for it with `{time}` in it; NaN is never reached, and not counted to. */
export type Goal = [at: number, sentence: string];

/** Shows a view, where it is another one than before; says what is to be counted down to. */
export type Board = (view: ReturnType<Source["view"]>) => Goal;

/** Fills what the language alone decides, and makes the board that shows the rest. */
export function board({ data, wanted, language, texts, time, standsIn }: Reader): Board {
  let shown: string;
  let goal: Goal;
  let spoken: string | undefined;
  let updatesShown: number | undefined;

  Object.assign(document.documentElement, { lang: language, dir: texts.dir });
  for (const fixed of document.querySelectorAll<HTMLElement>("[data-text]")) {
    fixed.textContent = texts[fixed.dataset.text as keyof PageTexts];
  }

  const ours = (text: string): PickedText => ({ text, lang: language });
  /** As `pickText`, whose fallback stands at the end of what is wanted here, and would cost the page the bytes that it has left. */
  const operators = (texts: Texts = {}): PickedText => {
    const lang = pickLanguage(texts, wanted);
    return { text: texts[lang!] ?? "", lang: lang ?? "" };
  };

  function showUpdates(updates: NoticeUpdate[]): void {
    const list = element("updates");
    list.replaceChildren();
    for (const { at, text } of updates) {
      const item = document.createElement("li");
      const when = item.appendChild(document.createElement("time"));
      when.dateTime = at;
      when.textContent = time.moment(Date.parse(at));
      write(item.appendChild(document.createElement("p")), operators(text));
      // Newest first, since that is what people come back for.
      list.prepend(item);
    }
    if (updates.length > updatesShown!) say(list.firstChild!.lastChild!.textContent!);
    updatesShown = updates.length;
  }

  return (all) => {
    const text = JSON.stringify(all);
    if (text === shown) return goal;
    shown = text;
    const { notice, phase, overdue, updatedAt } = all;
    const running = phase === "in_progress";
    const over = phase === "completed" || phase === "operational";
    const view = overdue ? "overdue" : standsIn && !running && phase !== "completed" ? "unavailable" : phase;
    const label = texts[view];
    const { title, body, url, startsAt, endsAt, updates } = notice ?? {};
    const heading = title ? operators(title) : ours(texts[standsIn ? "unavailable" : "operational"]);
    const from = Date.parse(startsAt!);
    const to = Date.parse(endsAt!);

    document.title = `${heading.text} – ${data.title}`;
    document.body.dataset.view = view;
    setText("label", label);
    // Without a notice the heading says it all.
    show("label", notice && heading.text !== label);
    write(element("heading"), heading);
    write(element("body"), notice ? operators(over ? {} : body) : ours(standsIn ? texts.unavailableBody : ""));
    show("window", notice);
    setText("when", notice ? time.range(from, to) : "");
    // Most notices link to this very page, for the sake of the banner in the application.
    show("link", url && url !== data.siteUrl);
    setText("link", (url ?? "").replace(/^https?:\/\/|\/$/g, ""));
    element<HTMLAnchorElement>("link").href = url!;
    show("news", notice);
    setText("updated", notice ? time.moment(Date.parse(updatedAt)) : "");
    showUpdates(updates ?? []);

    if (spoken && spoken !== view) say(`${label}: ${heading.text}`);
    spoken = view;
    goal = [over || overdue ? NaN : running ? to : from, running ? texts.expected : texts.begins];
    return goal;
  };
}
