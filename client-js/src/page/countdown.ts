import { say, setText, show } from "./dom.js";
import type { Goal } from "./board.js";
import type { TimeFormat } from "./time.js";

/** Seconds before the end of a countdown at which it is spoken; seconds in between never are. */
const MILESTONES = [10, 30, 60, 120, 300, 600, 900, 1_800, 3_600];
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Counts down to a goal, or shows nothing where it has passed. */
export type Countdown = (goal: Goal) => void;

/**
 * Makes a countdown by that clock. It shows figures and moves each second in the last hour, each minute before, and only
 * while somebody looks.
 */
export function countdown({ ahead, figures }: TimeFormat, now: () => number): Countdown {
  let goal: Goal;
  let ticking: ReturnType<typeof setTimeout>;
  let milestone: number | undefined;

  function tick(): void {
    clearTimeout(ticking);
    const left = goal.at - now();
    const counts = left > 0;
    const near = counts && left < HOUR;
    show("ahead", counts);
    show("left", near);
    if (!counts) return;
    const sentence = goal.sentence.replace("{time}", ahead(left));
    setText("ahead", sentence);
    setText("left", near ? figures(left) : "");
    const next = MILESTONES.find((seconds) => left <= seconds * SECOND) ?? Infinity;
    // Who was away hears the newest only, and who has just come hears none.
    if (next < milestone!) say(sentence);
    milestone = next;
    const pace = near ? SECOND : MINUTE;
    if (!document.hidden) ticking = setTimeout(tick, left % pace || pace);
  }

  document.addEventListener("visibilitychange", tick);
  return (next) => {
    if (next.at !== goal?.at) milestone = undefined;
    goal = next;
    tick();
  };
}
