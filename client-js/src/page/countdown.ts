import { say, setText, show } from "./dom.js";
import type { Goal } from "./board.js";
import type { TimeFormat } from "./time.js";

/** Seconds before the end of a countdown at which it is spoken; seconds in between never are. */
const MILESTONES = [10, 30, 60, 120, 300, 600, 900, 1_800, 3_600];
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** Counts down to a goal, or shows nothing where it has passed. */
export type Countdown = (goal: Goal, now: number) => void;

/** Makes a countdown; it shows figures in the last hour. */
export function countdown({ ahead, figures }: TimeFormat): Countdown {
  let counted: number;
  let milestone: number;

  return ([at, sentence], now) => {
    // Whole seconds, of which the last is counted until it is over: a page beats anywhere within a second.
    const left = Math.ceil((at - now) / SECOND) * SECOND;
    const counts = left > 0;
    const near = counts && left < HOUR;
    show("ahead", counts);
    show("left", near);
    if (!counts) return;
    const text = sentence.replace("{time}", ahead(left));
    setText("ahead", text);
    setText("left", near ? figures(left) : "");
    const next = MILESTONES.find((seconds) => left <= seconds * SECOND) ?? Infinity;
    // Who was away hears the newest only, and who has just come hears none.
    if (at === counted && next < milestone) say(text);
    milestone = next;
    counted = at;
  };
}
