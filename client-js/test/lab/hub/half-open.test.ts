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
import { ENGINES, openEngine } from "../../support/engines.js";
import type { Engine } from "../../support/engines.js";
import { startPlace } from "../../support/page.js";
import { Swallow } from "../../support/swallow.js";
import type { Passage } from "../../support/swallow.js";
import { until } from "../../support/until.js";

/** Twice the hub's heartbeat and five seconds. */
const LIMIT_MS = 2 * 25_000 + 5_000;
/** How late a busy machine may run a timer. */
const LATE_MS = 1_000;

/** An application's tab whose only way to the hub can go silent, and the connection that it has. */
async function openTab(t: TestContext, engine: Engine): Promise<{ page: Page; proxy: Swallow; socket: Passage }> {
  const data = mkdtempSync(join(tmpdir(), "interlude-half-open-"));
  const place = await startPlace({ status: 200, body: "" });
  place.files.set("/interlude.min.js", script);
  const hub = new HubJar(data, () => [place.url]);
  await hub.start();
  const proxy = await Swallow.before(Number(new URL(hub.url).port));
  place.answer.body = application(proxy.url);
  const page = await openEngine(engine);
  t.after(async () => {
    await page.browser().close();
    await Promise.all([proxy.close(), place.close(), hub.stop()]);
    rmSync(data, { recursive: true });
  });
  await page.goto(place.url);
  await until("the first state", () => page.evaluate(() => window.interlude?.view()));
  // The first attempt need not have been the one that succeeded.
  return { page, proxy, socket: await until("the connection", () => proxy.standing) };
}

describe("a half-open connection", { concurrency: ENGINES.length }, () => {
  for (const engine of ENGINES) describe(engine, () => suite(engine));
});

function suite(engine: Engine): void {
  test("while somebody looks, it is found within two heartbeats and five seconds", async (t) => {
    const { proxy, socket } = await openTab(t, engine);
    proxy.silence();
    const endedAt = await until("it is found", () => socket.endedAt, 2 * LIMIT_MS);
    const ms = endedAt - socket.deliveredAt;
    t.diagnostic(`${engine}, visible: found after ${ms} ms`);
    assert.ok(ms <= LIMIT_MS + LATE_MS, `${ms} ms`);
    await until("another connection", () => proxy.standing);
  });

  test("a hidden tab lets it be, and finds it within a second of being seen", async (t) => {
    const { page, proxy, socket } = await openTab(t, engine);
    await page.evaluate(() => {
      document.addEventListener("visibilitychange", () => {
        if (!document.hidden) Object.assign(window, { seenAt: Date.now() });
      });
    });
    const other = await page.browser().newPage();
    await other.bringToFront();
    await until("the tab is hidden", () => page.evaluate(() => document.hidden));
    proxy.silence();
    await until("the watchdog would have barked", () => Date.now() - socket.deliveredAt > LIMIT_MS + LATE_MS, 2 * LIMIT_MS);
    assert.equal(socket.endedAt, undefined, "nothing is concluded from a hidden tab's silence");
    await page.bringToFront();
    const endedAt = await until("it is found", () => socket.endedAt);
    const next = await until("another connection", () => proxy.standing);
    const seenAt: number = await page.evaluate(() => (window as any).seenAt);
    const ms = endedAt - seenAt;
    t.diagnostic(`${engine}, seen again: found after ${ms} ms, connected anew after ${next.openedAt - seenAt} ms`);
    assert.ok(ms <= 1_000, `${ms} ms`);
  });
}
