import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { application, launch, script } from "../support/browser.js";
import { startHub } from "../support/hub.js";
import type { Hub } from "../support/hub.js";
import { until } from "../support/until.js";
import { state } from "../support/world.js";

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const phase = (page: Page) => (): Promise<string | undefined> =>
  page.evaluate(() => (window as any).interlude?.view()?.phase);

async function serve(port = 0): Promise<Hub> {
  const hub = await startHub((request, response) => {
    if (request.url === "/interlude.min.js") {
      response.writeHead(200, { "content-type": "text/javascript" }).end(script);
    } else if (request.url === "/other") {
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Other</title><p>Other");
    } else {
      response.writeHead(200, { "content-type": "text/html" }).end(application(hub.url));
    }
  }, port);
  return hub;
}

test("an open tab shows a notice within a second, survives a restart of the hub and shows what came after it", async () => {
  let hub = await serve();
  const page = await browser.newPage();
  try {
    await page.goto(hub.url);
    await until("the connection", () => hub.opened === 1);
    // By the tab's own clock: how soon the driver hears of it is another matter.
    await page.evaluate(() => {
      const observer = new MutationObserver(() => Object.assign(window, { shownAt: Date.now() }));
      observer.observe(document.querySelector("interlude-banner")!.shadowRoot!.querySelector("strong")!, { childList: true });
    });
    const from = Date.now();
    hub.publish(state());
    await page.locator("strong").getByText("Scheduled maintenance").waitFor();
    const ms = (await page.evaluate(() => (window as any).shownAt)) - from;
    assert.ok(ms < 1_000, `${ms} ms`);

    const port = Number(new URL(hub.url).port);
    await hub.close();
    assert.equal(await page.locator("strong").getByText("Scheduled maintenance").isVisible(), true);
    hub = await serve(port);
    hub.publish(state({ revision: 2, phase: "in_progress" }));
    await until("the newer state", async () => (await phase(page)()) === "in_progress");
    assert.equal(await page.locator("strong").isVisible(), true);
  } finally {
    await page.close();
    await hub.close();
  }
});

test("leaving a page closes its socket, and coming back to it opens another one", async () => {
  const hub = await serve();
  hub.publish(state());
  // Playwright turns the back/forward cache off unless told otherwise.
  const cached = await launch({ ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  const page = await cached.newPage();
  try {
    await page.goto(hub.url);
    await until("the state", async () => (await phase(page)()) === "scheduled");
    await page.evaluate(() => {
      (window as any).shows = [];
      addEventListener("pageshow", ({ persisted }) => (window as any).shows.push({ persisted, at: Date.now() }));
    });
    await page.getByRole("link", { name: "Other page" }).click();
    await page.getByText("Other").waitFor();
    await until("the end of the socket", () => hub.sockets.size === 0);
    hub.publish(state({ revision: 2, phase: "in_progress" }));
    await page.goBack({ waitUntil: "commit" });
    await until("another socket", () => hub.opened === 2);
    const socketAt = Date.now();
    await until("the newer state", async () => (await phase(page)().catch(() => "")) === "in_progress");
    const shows: { persisted: boolean; at: number }[] = await page.evaluate(() => (window as any).shows);
    assert.deepEqual(shows.map(({ persisted }) => persisted), [true], "it came from the back/forward cache");
    assert.ok(socketAt - shows[0]!.at <= 2_000, `the socket is back after ${socketAt - shows[0]!.at} ms`);
    await page.getByRole("region").getByText(/Maintenance in progress|taking longer/).first().waitFor();
    assert.equal(hub.opened, 2);
  } finally {
    await cached.close();
    await hub.close();
  }
});
