/** The script tag: `data-app data-hub data-state data-lang data-leave data-bypass data-overlay` on the script's own element. */
import { showBanner } from "./banner.js";
import type { Banner } from "./banner.js";
import { connect, isMaintenance } from "./core.js";
import type { MaintenanceClient } from "./core.js";

declare global {
  interface Window {
    /** The client, its banner and the helper for requests that failed; the only global that it sets. `close` is the banner's. */
    interlude?: MaintenanceClient & Banner & { isMaintenance: typeof isMaintenance };
  }
}

const { app, hub, state, lang, leave, bypass, overlay } = (document.currentScript as HTMLScriptElement).dataset;
const isOn = (attribute = "false"): boolean => attribute !== "false";
const client = connect({ app: app!, hub, stateUrl: state });
const banner = showBanner(client, { lang, leave: isOn(leave), bypass: bypass || isOn(bypass), overlay: isOn(overlay) });
window.interlude = { ...client, ...banner, isMaintenance };
