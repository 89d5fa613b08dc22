import { launch as start } from "puppeteer-core";
import type { Browser, LaunchOptions } from "puppeteer-core";

/** What one driver can steer alike: Chromium by CDP, Firefox by WebDriver BiDi, which playwright-core does not speak. */
export type Engine = "chromium" | "firefox";

export const ENGINES: readonly Engine[] = ["chromium", "firefox"];

/** Starts an engine with a profile of its own; `CHROMIUM` and `FIREFOX` name others than Debian's. */
export function launchEngine(engine: Engine, options: LaunchOptions = {}): Promise<Browser> {
  const { args = [], ...more } = options;
  return engine === "firefox"
    ? start({
        browser: "firefox",
        executablePath: process.env["FIREFOX"] ?? "/usr/bin/firefox-esr",
        args,
        timeout: 60_000,
        ...more,
      })
    : start({
        executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
        // A container's root user has no sandbox, and its /dev/shm is small.
        args: ["--no-sandbox", "--disable-dev-shm-usage", ...args],
        timeout: 60_000,
        ...more,
      });
}
