import { launch as start } from "puppeteer-core";
import type { LaunchOptions, Page } from "puppeteer-core";
import { PATIENCE } from "./until.js";

/** What one driver can steer alike: Chromium by CDP, Firefox by WebDriver BiDi, which playwright-core does not speak. */
export type Engine = "chromium" | "firefox";

export const ENGINES: readonly Engine[] = ["chromium", "firefox"];

/**
 * Starts an engine with a profile of its own, and answers with the tab that it starts with; `CHROMIUM` and `FIREFOX` name
 * others than Debian's. Tests navigate this tab, one after the other. Firefox answers for another tab only once the page
 * in front says that it is hidden, and if that is closed meanwhile (by another test, say) it fails: "no such frame:
 * BrowsingContext does no longer exist".
 */
export async function openEngine(engine: Engine, options: LaunchOptions = {}): Promise<Page> {
  const { args = [], ...more } = options;
  const browser = await start({
    ...(engine === "firefox"
      ? { browser: "firefox", executablePath: process.env["FIREFOX"] ?? "/usr/bin/firefox-esr", args }
      : {
          executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
          // A container's root user has no sandbox, and its /dev/shm is small.
          args: ["--no-sandbox", "--disable-dev-shm-usage", ...args],
        }),
    timeout: PATIENCE,
    ...more,
  });
  const [tab] = await browser.pages();
  tab!.setDefaultTimeout(PATIENCE);
  return tab!;
}
