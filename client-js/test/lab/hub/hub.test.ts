// What a tab shows while the hub dies, hangs, or comes back with another memory: notifier.jar and a real browser.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { TestContext } from "node:test";
import type { Browser, Page } from "playwright-core";
import { HubJar } from "../../end-to-end/stage.js";
import { application, launch, script } from "../../support/browser.js";
import { startPlace } from "../../support/page.js";
import type { Place } from "../../support/page.js";
import { until } from "../../support/until.js";
import { state } from "../../support/world.js";

/** Two heartbeats and five seconds until a silent hub is given up, and then three connects of ten seconds in vain. */
const GIVEN_UP_MS = 55_000;
const BLOCKED_MS = 45_000;
const MINUTE = 60_000;

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

interface Scene {
  readonly hub: HubJar;
  readonly page: Page;
  /** The connections that the tab has had, and how many of them have ended. */
  readonly sockets: { opened: number; ended: number };
  /** Where `state.json` and the application stand. */
  readonly place: Place;
  readonly folder: string;
}

/** An application's tab that has seen the announcement. */
async function announced(t: TestContext): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), "interlude-hub-"));
  const place = await startPlace({ status: 200, body: "" });
  const hub = new HubJar(join(folder, "data"), () => [place.url]);
  await hub.start();
  await hub.put(scheduled());
  place.files.set("/interlude.min.js", script);
  place.answer.body = application(hub.url, 'data-state="/state.json"');
  const page = await browser.newPage();
  const sockets = { opened: 0, ended: 0 };
  page.on("websocket", (socket) => {
    // One that never stood, as on a busy machine, is none of them.
    socket.once("framereceived", () => {
      sockets.opened++;
      socket.once("close", () => sockets.ended++);
    });
  });
  t.after(async () => {
    await page.close();
    await place.close();
    await hub.stop("SIGKILL");
    rmSync(folder, { recursive: true });
  });
  await page.goto(place.url);
  await page.locator("strong").getByText("Scheduled maintenance").waitFor();
  return { hub, page, sockets, place, folder };
}

/** Without a number of its own, so that the hub numbers it. */
function scheduled(title = "Scheduled maintenance"): Record<string, unknown> {
  const { epoch: _, revision: __, ...document } = state();
  const now = Date.now();
  const at = (minutes: number): string => new Date(now + minutes * MINUTE).toISOString();
  const notice = { ...document.notice!, startsAt: at(180), endsAt: at(210), title: { en: title } };
  return { ...document, updatedAt: at(0), notice };
}

const shown = (page: Page): Promise<string> => page.locator("interlude-banner strong").innerText();
/** Whoever comes before the hub is back tries again within another `reconnectMs`, twice at worst. */
const BACK_MS = 3 * MINUTE;
const shows = (page: Page, title: string, timeout = BACK_MS): Promise<void> =>
  page.locator("strong").getByText(title, { exact: true }).waitFor({ timeout });

test("a hub that is killed takes nothing off the screen, and what it knows when it is back is shown", async (t) => {
  const { hub, page, sockets } = await announced(t);
  await hub.stop("SIGKILL");
  await until("the tab has noticed", () => sockets.ended === 1);
  assert.equal(await shown(page), "Scheduled maintenance");
  await hub.start();
  await hub.put(scheduled("Moved to the evening"));
  await shows(page, "Moved to the evening");
});

test("a hub that has lost its data is not believed, and its next word is", async (t) => {
  const { hub, page, sockets, folder } = await announced(t);
  const known = await page.evaluate(() => ({ ...window.interlude!.state()! }));
  await hub.stop("SIGKILL");
  rmSync(join(folder, "data"), { recursive: true });
  await hub.start();
  await until("the tab has heard it", () => sockets.opened === 2, BACK_MS);
  assert.equal(await shown(page), "Scheduled maintenance", "the origin state is older than what is shown");
  // What the publisher does: the newest state that it has seen is the base of the next.
  const { epoch, revision } = known;
  await hub.put({ ...scheduled("Announced again"), epoch, revision });
  await shows(page, "Announced again");
});

test("a hub that stalls takes nothing off the screen; state.json stands in for it until it goes on", async (t) => {
  const { hub, page, sockets, place } = await announced(t);
  const { epoch, revision } = await page.evaluate(() => ({ ...window.interlude!.state()! }));
  const stalledAt = Date.now();
  hub.stall();
  await until("the tab has given it up", () => sockets.ended === 1, 2 * GIVEN_UP_MS);
  assert.equal(await shown(page), "Scheduled maintenance");
  const fromPage = { ...scheduled("Told by the page"), app: "shop", epoch, revision: revision + 1 };
  place.files.set("/state.json", JSON.stringify(fromPage));
  await shows(page, "Told by the page", 2 * BLOCKED_MS);
  t.diagnostic(`state.json was shown ${Date.now() - stalledAt} ms after the hub had stalled`);

  hub.goOn();
  await hub.put({ ...scheduled("Told by the hub"), epoch, revision: revision + 1 });
  // The next poll of the hub comes within 75 s, and brings the socket back too.
  await shows(page, "Told by the hub");
  await until("the socket is back", () => sockets.opened === 2, BACK_MS);
});
