import { pickText } from "../core.js";
import type { PickedText, Texts, View } from "../core.js";
import { HOUR } from "../timing.js";
import { digits } from "./times.js";
import type { Times } from "./times.js";
import type { Words } from "./words.js";

/** What a banner shows at one moment. */
export interface Content {
  /** Class names: the phase, and `soon`, `overdue` or `bypass`. */
  look: string;
  title: PickedText;
  message: PickedText;
  time?: string | false | undefined;
  countdown?: string;
  /** Milliseconds until the start, while it is waited for. */
  left?: number;
}

/** How a reader is spoken to. */
export interface Voice {
  language: string;
  languages: readonly string[];
  words: Words;
  times: Times;
}

/** Puts a view that has a notice into words; `now` is the server's time. */
export function content(view: View, now: number, bypassing: boolean, voice: Voice): Content {
  const { words, times, language, languages } = voice;
  const { phase, overdue } = view;
  const notice = view.notice!;
  const own = (text: string): PickedText => ({ text, lang: language });
  const theirs = (texts: Texts = {}): PickedText => pickText(texts, languages, "en");
  const title = theirs(notice.title);
  if (phase === "completed") return { look: phase, title: own(words.completed), message: title };

  const news = theirs(notice.updates?.at(-1)?.text ?? notice.body);
  const [start, end] = [Date.parse(notice.startsAt), Date.parse(notice.endsAt!)];
  if (phase === "in_progress") {
    return {
      look: phase + (overdue ? " overdue" : "") + (bypassing ? " bypass" : ""),
      title: own(bypassing ? words.bypass : overdue ? words.overdue : words.inProgress),
      message: news.text ? news : title,
      time: end > now && `${words.back} ${times.span(end, NaN, now)}`,
    };
  }
  const left = start - now;
  const soon = left < HOUR;
  return {
    look: phase + (soon ? " soon" : ""),
    title,
    message: news,
    time: times.span(start, end, now),
    countdown: `${words.starts} ${soon && left > 0 ? `${words.in} ${digits(left)}` : times.distance(left)}`,
    left,
  };
}
