import { partOf, say, setText } from "./dom.js";
import type { Goal } from "./board.js";
import type { TimeFormat } from "./time.js";

/** Seconds before the end of a countdown at which it is spoken; seconds in between never are. */
const MILESTONES = [10, 30, 60, 120, 300, 600, 900, 1_800, 3_600];
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Counts down to a goal, or shows that there is none. */
export type Countdown = (goal: Goal | undefined) => void;

/**
 * Makes a countdown by that clock. It moves each second in the last hour, each minute before, and only while somebody
 * looks.
 */
export function countdown(time: TimeFormat, now: () => number): Countdown {
  let goal: Goal | undefined;
  let ticking: ReturnType<typeof setTimeout>;
  let milestone: number | undefined;

  function tick(): void {
    clearTimeout(ticking);
    const left = goal ? goal.at - now() : 0;
    const counts = left > 0;
    partOf("left").parentElement!.hidden = !counts;
    if (!goal || !counts) return;
    setText("leftLabel", goal.sentence.replace("{time}", "").trim());
    setText("left", time.left(left));
    const next = milestoneOf(left);
    // Who was away hears the newest only, and who has just come hears none.
    if (next < milestone!) say(goal.sentence.replace("{time}", time.span(left)));
    milestone = next;
    const pace = left > HOUR ? MINUTE : SECOND;
    if (!document.hidden) ticking = setTimeout(tick, left % pace || pace);
  }

  document.addEventListener("visibilitychange", tick);
  return (next) => {
    if (next?.at !== goal?.at) milestone = undefined;
    goal = next;
    tick();
  };
}

/** The narrowest milestone that what is left is within; infinite where it is within none. */
function milestoneOf(left: number): number {
  return MILESTONES.find((seconds) => left <= seconds * SECOND) ?? Infinity;
}
