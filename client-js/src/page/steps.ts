import type { ReturnStep } from "../return.js";
import type { Reader } from "./data.js";
import { element, say, setText } from "./dom.js";

/** After so many silent gaps it is worth saying what else keeps a connection alive. */
const LONG = 5;

/** Shows where the reader stands on the way back. */
export function steps({ texts, time }: Reader): (step: ReturnStep) => void {
  let ticking: ReturnType<typeof setInterval>;

  return (step) => {
    const { name } = step;
    const silent = name === "silent" && step;
    const known = silent ? silent.known : name !== "waiting";
    clearInterval(ticking);
    function show(): void {
      const left = silent && Math.max(1_000, silent.at - Date.now());
      const next = left && texts.nextTry.replace("{time}", time.span(left));
      setText("said", next || (name === "returning" ? texts.returning : ""));
    }
    show();
    if (silent) ticking = setInterval(show, 1_000);
    setText("back", known ? `${texts.isBack} ${silent ? texts.held : ""}` : "");
    element("long").hidden = !(silent && known && silent.attempts >= LONG);
    setText("go", texts[silent ? "tryNow" : "returnNow"]);
    element("stay").hidden = name !== "returning";
    element("return").hidden = name === "waiting";
    if (name !== "waiting") say(element("return").querySelector("p")!.textContent!);
  };
}
