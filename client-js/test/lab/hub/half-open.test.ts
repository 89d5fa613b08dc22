// A connection that is dead without a word, as after a change of network: the socket stands, and nothing comes.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import type { TestContext } from "node:test";
import type { Page } from "puppeteer-core";
import { HubJar } from "../../end-to-end/stage.js";
import { application, script } from "../../support/browser.js";
import { ENGINES, launchEngine } from "../../support/engines.js";
import type { Engine } from "../../support/engines.js";
import { until } from "../../support/hub.js";
import { startPlace } from "../../support/page.js";
import { Swallow } from "../../support/swallow.js";

/** Twice the hub's heartbeat and five seconds. */
const LIMIT_MS = 2 * 25_000 + 5_000;
/** How late a busy machine may run a timer. */
const LATE_MS = 1_000;

/** An application's tab whose only way to the hub can go silent. */
async function openTab(t: TestContext, engine: Engine): Promise<{ page: Page; proxy: Swallow }> {
  const data = mkdtempSync(join(tmpdir(), "interlude-half-open-"));
  const place = await startPlace({ status: 200, body: "" });
  place.files.set("/interlude.min.js", script);
  const hub = new HubJar(data, () => [place.url]);
  await hub.start();
  const proxy = await Swallow.before(Number(new URL(hub.url).port));
  place.answer.body = application(proxy.url);
  const browser = await launchEngine(engine);
  t.after(async () => {
    await browser.close();
    await Promise.all([proxy.close(), place.close(), hub.stop()]);
    rmSync(data, { recursive: true });
  });
  const [page] = await browser.pages();
  await page!.goto(place.url);
  await until("the first state", () => page!.evaluate(() => window.interlude!.view() !== null));
  return { page: page!, proxy };
}

describe("a half-open connection", { concurrency: ENGINES.length }, () => {
  for (const engine of ENGINES) describe(engine, () => suite(engine));
});

function suite(engine: Engine): void {
  test("while somebody looks, it is found within two heartbeats and five seconds", async (t) => {
    const { proxy } = await openTab(t, engine);
    proxy.silence();
    const [dead] = proxy.passages;
    await until("it is found", () => dead!.endedAt, 2 * LIMIT_MS);
    const ms = dead!.endedAt! - dead!.deliveredAt;
    t.diagnostic(`${engine}, visible: found after ${ms} ms`);
    assert.ok(ms <= LIMIT_MS + LATE_MS, `${ms} ms`);
    const next = await until("another connection", () => proxy.passages.find(({ openedAt }) => openedAt >= dead!.endedAt!));
    await until("which brings something", () => next.deliveredAt > next.openedAt);
  });

  test("a hidden tab lets it be, and finds it within a second of being seen", async (t) => {
    const { page, proxy } = await openTab(t, engine);
    const other = await page.browser().newPage();
    await other.bringToFront();
    await until("the tab is hidden", () => page.evaluate(() => document.hidden));
    proxy.silence();
    const [dead] = proxy.passages;
    await until("the watchdog would have barked", () => Date.now() - dead!.deliveredAt > LIMIT_MS + LATE_MS, 2 * LIMIT_MS);
    assert.equal(dead!.endedAt, undefined, "nothing is concluded from a hidden tab's silence");
    const seenAt = Date.now();
    await page.bringToFront();
    await until("it is found", () => dead!.endedAt);
    const ms = dead!.endedAt! - seenAt;
    const next = await until("another connection", () => proxy.passages.find(({ openedAt }) => openedAt >= seenAt));
    t.diagnostic(`${engine}, seen again: found after ${ms} ms, connected anew after ${next.openedAt - seenAt} ms`);
    assert.ok(ms <= 1_000, `${ms} ms`);
    await until("which brings something", () => next.deliveredAt > next.openedAt);
  });
}
