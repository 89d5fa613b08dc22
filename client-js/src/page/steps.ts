import type { ReturnStep } from "../return.js";
import type { Reader } from "./data.js";
import { element, say, setText, show } from "./dom.js";

/** Shows where the reader stands on the way back. */
export function steps({ texts, time }: Reader): (step: ReturnStep) => void {
  let ticking: ReturnType<typeof setInterval>;

  return (step) => {
    const { name, at, known } = step as ReturnStep & { at?: number; known?: boolean };
    const waits = name === "waiting";

    function tick(): void {
      setText("soon", at ? time.ahead(at - Date.now()) : "");
    }

    clearInterval(ticking);
    tick();
    if (at) ticking = setInterval(tick, 1_000);
    // Past its end and with nobody left to ask, it may be back or not.
    setText("back", waits || (name === "silent" && !known) ? "" : texts.isBack);
    show("stay", name === "returning");
    show("return", !waits);
    if (!waits) say(element("return").innerText);
  };
}
