import { pickText } from "../core.js";
import type { MaintenanceClient, NoticeUpdate, PickedText, Texts } from "../core.js";
import type { PageTexts, Reader } from "./data.js";
import { element, say, setText, show, write } from "./dom.js";

/** What is being counted down to, and the sentence for it with `{time}` in it. */
export interface Goal {
  at: number;
  sentence: string;
}

/** Shows a client's view; says what is to be counted down to, if anything. */
export type Board = (client: MaintenanceClient) => Goal | undefined;

/** Fills what the language alone decides, and makes the board that shows the rest. */
export function board({ data, wanted, language, texts, time, standsIn }: Reader): Board {
  let shown: string | undefined;
  let updatesShown: number | undefined;

  document.documentElement.lang = language;
  document.documentElement.dir = texts.dir;
  for (const fixed of document.querySelectorAll<HTMLElement>("[data-text]")) {
    fixed.textContent = texts[fixed.dataset.text as keyof PageTexts];
  }

  const ours = (text: string): PickedText => ({ text, lang: language });
  const operators = (texts: Texts = {}): PickedText => pickText(texts, wanted, data.language);

  function showUpdates(updates: NoticeUpdate[]): void {
    const items = updates.map(({ at, text }) => {
      const item = document.createElement("li");
      const when = item.appendChild(document.createElement("time"));
      when.dateTime = at;
      when.textContent = time.moment(Date.parse(at));
      write(item.appendChild(document.createElement("p")), operators(text));
      return item;
    });
    const list = element("updates");
    list.replaceChildren();
    // Newest first, since that is what people come back for.
    for (const item of items) list.prepend(item);
    if (items.length > updatesShown!) say(items.at(-1)!.lastChild!.textContent!);
    updatesShown = items.length;
  }

  return (client) => {
    const { notice, phase, overdue } = client.view() ?? { notice: null, phase: "operational", overdue: false };
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
    setText("updated", notice ? time.moment(Date.parse(client.state()!.updatedAt)) : "");
    showUpdates(updates ?? []);

    if (shown && shown !== view) say(`${label}: ${heading.text}`);
    shown = view;
    return over || overdue
      ? undefined
      : running
        ? { at: to, sentence: texts.expected }
        : { at: from, sentence: texts.begins };
  };
}
