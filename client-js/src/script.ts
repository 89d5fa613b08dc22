/** The script tag: `data-app data-hub data-state data-lang data-leave data-bypass` on the script's own element. */
import { showBanner } from "./banner.js";
import type { Banner } from "./banner.js";
import { connect } from "./core.js";
import type { MaintenanceClient } from "./core.js";

declare global {
  interface Window {
    /** The client and the banner of the script tag; the only global that it sets. */
    interlude?: MaintenanceClient & Pick<Banner, "beforeMaintenance" | "bypass">;
  }
}

const { app, hub, state, lang, leave, bypass } = (document.currentScript as HTMLScriptElement).dataset;
const client = connect({ app: app!, hub, stateUrl: state });
const { beforeMaintenance, bypass: pass } = showBanner(client, {
  languages: lang ? [lang] : undefined,
  leave: leave !== undefined && leave !== "false",
  bypass: bypass === "" || bypass,
});
window.interlude = { ...client, beforeMaintenance, bypass: pass };
