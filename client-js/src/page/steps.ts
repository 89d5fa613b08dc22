import type { ReturnOptions } from "../return.js";
import type { Reader } from "./data.js";
import { element, say, setText, show } from "./dom.js";

/** Shows where the reader stands on the way back. */
export function steps({ texts, time }: Reader): ReturnOptions["changed"] {
  let spoken = "waiting";

  return (step, at, known) => {
    const waits = step === "waiting";

    setText("soon", at ? time.ahead(at - Date.now()) : "");
    // Past its end and with nobody left to ask, it may be back or not.
    setText("back", waits || (step === "silent" && !known) ? "" : texts.isBack);
    show("stay", step === "returning");
    show("return", !waits);
    if (spoken !== step && !waits) say(element("return").innerText);
    spoken = step;
  };
}
