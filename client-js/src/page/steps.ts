import type { ReturnStep } from "../return.js";
import type { Reader } from "./data.js";
import { element, say, setText } from "./dom.js";

/** After so many silent gaps it is worth saying what else keeps a connection alive. */
const LONG = 5;

/** Shows where the reader stands on the way back. */
export function steps({ texts, time }: Reader): (step: ReturnStep) => void {
  let ticking: ReturnType<typeof setInterval>;

  function sentence(step: ReturnStep): string {
    if (step.name !== "silent") return step.name === "returning" ? texts.returning : "";
    const left = Math.max(1_000, step.at - Date.now());
    return texts[step.known ? "held" : "looking"].replace("{time}", time.span(left));
  }

  return (step) => {
    const { name } = step;
    const silent = name === "silent";
    const unknown = name === "waiting" || (silent && !step.known);
    const back = unknown ? "" : texts.isBack;
    const show = (): void => setText("said", sentence(step));
    clearInterval(ticking);
    show();
    if (silent) ticking = setInterval(show, 1_000);
    setText("back", back);
    element("long").hidden = !(silent && step.known && step.attempts >= LONG);
    setText("go", texts[silent ? "tryNow" : "returnNow"]);
    element("stay").hidden = name !== "returning";
    element("return").hidden = name === "waiting";
    if (name !== "waiting") say(`${back} ${sentence(step)}`);
  };
}
