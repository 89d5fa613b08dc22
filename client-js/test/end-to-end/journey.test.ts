// The whole path with both real jars and a real browser: told, warned, led to the page, and brought back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch } from "../support/browser.js";
import { PATIENCE } from "../support/until.js";
import { Stage } from "./stage.js";

const WHERE = "/orders?show=open#order-1042";
let stage: Stage;
let browser: Browser;
let page: Page;
const errors: string[] = [];

before(async () => {
  stage = await Stage.open();
  browser = await launch();
  page = await browser.newPage({ locale: "en-GB", timezoneId: "Europe/Berlin" });
  page.on("pageerror", (error) => errors.push(String(error)));
});
after(async () => {
  await browser?.close();
  await stage?.close();
});

const phase = (name: string): Promise<unknown> => page.waitForFunction(
  (wanted) => document.querySelector("#phase")?.textContent === wanted,
  name,
);
const banner = (text: string) => page.getByRole("region").getByText(text).first();
const isPage = (): Promise<boolean> =>
  page.locator('meta[name="interlude-page"]').count().then((count) => count === 1);

test("the page is published, and the tab knows that nothing is planned", async () => {
  await stage.publisher("publish");
  await page.goto(stage.origin + WHERE);
  await phase("operational");
});

test("the notice appears in the open tab within a second of announce", async () => {
  const appeared = banner("Database upgrade").waitFor().then(() => Date.now());
  await stage.publisher("announce", "--starts-at", "+30m", "--for", "20m", "--title", "Database upgrade");
  const announced = Date.now();
  assert.ok((await appeared) - announced < 1_000, `${(await appeared) - announced} ms after announce`);
});

test("it stays on screen through a restart of the hub, and the tab hears what comes after", async () => {
  assert.equal(await stage.hub.stop(), 0);
  assert.ok(await banner("Database upgrade").isVisible());
  await stage.hub.start();
  await stage.publisher("announce", "--starts-at", "+40m", "--for", "20m", "--title", "Database upgrade, moved");
  await banner("Database upgrade, moved").waitFor();
});

test("at start the tab keeps its place until the edge has switched, and then gives way to the page", async () => {
  await page.locator("#note").fill("fragile");
  await stage.publisher("start");
  await phase("in_progress");
  assert.equal(await isPage(), false, "the edge has not switched");
  stage.switchedOn = true;
  // The tab has asked before, so the next look may be up to a minute away.
  await page.waitForSelector('meta[name="interlude-page"]', { state: "attached", timeout: 2 * PATIENCE });
  assert.equal(page.url(), stage.origin + WHERE);
  await page.getByText("Database upgrade, moved").first().waitFor();
});

test("an update reaches the people who wait on the page", async () => {
  await stage.publisher("update", "The copy is half done.");
  await page.getByText("The copy is half done.").first().waitFor();
});

test("after complete the person is back on the same URL, query and hash included", async () => {
  stage.switchedOn = false;
  await stage.publisher("complete");
  await phase("completed");
  assert.equal(page.url(), stage.origin + WHERE);
  assert.equal(await isPage(), false);
  assert.equal(await page.locator("#note").inputValue(), "fragile", "the draft was saved before the page gave way");
  assert.deepEqual(errors, []);
});
