import type { MaintenanceClient, Notice, NoticeUpdate } from "../core.js";
import type { PageTexts, Reader } from "./data.js";
import { element, made, operators, partOf, say, setText } from "./dom.js";

/** What is being counted down to, and the sentence for it with `{time}` in it. */
export interface Goal {
  at: number;
  sentence: string;
}

/** Shows a client's view; says what is to be counted down to, if anything. */
export type Board = (client: MaintenanceClient) => Goal | undefined;

/** Fills what the language alone decides, and makes the board that shows the rest. */
export function board(reader: Reader): Board {
  const { texts, language, data, standsIn, time } = reader;
  let shown: string | undefined;
  let updatesShown: number | undefined;

  document.documentElement.lang = language;
  document.documentElement.dir = texts.dir;
  for (const fixed of document.querySelectorAll<HTMLElement>("[data-text]")) {
    fixed.textContent = texts[fixed.dataset.text as keyof PageTexts];
  }

  function showNotice(notice: Notice | null, over: boolean): void {
    const { title, body, url } = notice ?? {};
    const [ourTitle, ourBody] = standsIn ? [texts.unavailableTitle, texts.unavailableBody] : [texts.operational, ""];
    setText("heading", ...(title ? operators(title, reader) : ([ourTitle, language] as const)));
    setText("body", ...(title ? operators((!over && body) || {}, reader) : ([ourBody, language] as const)));
    // Most notices link to this very page, for the sake of the banner in the application.
    partOf("link").hidden = !url || url === data.siteUrl;
    element<HTMLAnchorElement>("link").href = url ?? "";
  }

  function showTime(id: string, iso: string | undefined): void {
    const to = element<HTMLTimeElement>(id);
    partOf(id).parentElement!.hidden = !iso;
    if (!iso) return;
    const at = Date.parse(iso);
    to.dateTime = iso;
    to.replaceChildren(made("b", time.clock(at)), " ", made("small", time.day(at)));
  }

  function showUpdates(updates: NoticeUpdate[]): void {
    const items = updates.map(({ at, text }) => {
      const item = document.createElement("li");
      const when = made("time", time.moment(Date.parse(at)));
      when.dateTime = at;
      const [words, lang] = operators(text, reader);
      const what = made("p", words);
      what.lang = lang;
      what.dir = "auto";
      item.append(when, what);
      return item;
    });
    const list = element("updates");
    list.replaceChildren();
    // Newest first, since that is what people come back for.
    for (const item of items) list.prepend(item);
    partOf("updates").hidden = !items.length;
    if (items.length > updatesShown!) say(list.querySelector("p")!.textContent!);
    updatesShown = items.length;
  }

  return (client) => {
    const { notice, phase, overdue } = client.view() ?? { notice: null, phase: "operational", overdue: false };
    const running = phase === "in_progress";
    const over = phase === "completed" || phase === "operational";
    const name = overdue ? "overdue" : running ? "inProgress" : standsIn && phase !== "completed" ? "unavailable" : phase;
    const label = texts[name];
    document.body.dataset.view = name;
    showNotice(notice, over);
    const heading = element("heading").textContent!;
    setText("label", label);
    // Without a notice the heading says it all.
    element("label").hidden = !notice || heading === label;
    document.title = `${heading} – ${data.title}`;
    element("window").hidden = !notice;
    setText("startLabel", texts.from);
    showTime("start", notice?.startsAt);
    setText("endLabel", texts[running && !overdue ? "expectedBack" : "until"]);
    showTime("end", notice?.endsAt);
    showUpdates((!over && notice?.updates) || []);
    partOf("updated").hidden = !notice;
    setText("updated", notice ? time.moment(Date.parse(client.state()!.updatedAt)) : "");

    if (shown && shown !== name) say(`${label}: ${heading}`);
    shown = name;
    const at = Date.parse((running ? notice?.endsAt : notice?.startsAt)!);
    return over || overdue ? undefined : { at, sentence: texts[running ? "backIn" : "beginsIn"] };
  };
}
