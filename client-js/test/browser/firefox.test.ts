// What holds in Firefox as in Chromium: the same tests in both, by a driver that speaks to both. Strict policies with
// Trusted Types, and the way back.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, describe, test } from "node:test";
import type { TestContext } from "node:test";
import type { Page } from "puppeteer-core";
import type { MaintenanceState } from "../../src/core.js";
import { application, script, STRICT_CSP } from "../support/browser.js";
import { ENGINES, openEngine } from "../support/engines.js";
import type { Engine } from "../support/engines.js";
import { startHub } from "../support/hub.js";
import type { Handler, Hub } from "../support/hub.js";
import { maintenancePage, startPlace } from "../support/page.js";
import type { Place } from "../support/page.js";
import { until } from "../support/until.js";
import { watchFaults } from "../support/watch.js";

const MINUTE = 60_000;
const PAGE_SCRIPT = readFileSync("dist/page.js", "utf8");
const MODULES: Record<string, string> = Object.fromEntries(
  ["core.js", "banner.js"].map((name) => [`/${name}`, readFileSync(`dist/${name}`, "utf8")]),
);
const APP = { status: 200, body: "<!doctype html><link rel=icon href=data:,><title>Shop</title><h1>The shop is open</h1>" };

/** In minutes from now. */
function state(phase: MaintenanceState["phase"], revision: number, startsIn: number, endsIn: number): MaintenanceState {
  const at = (minutes: number): string => new Date(Date.now() + minutes * MINUTE).toISOString();
  return {
    schema: 1,
    app: "shop",
    epoch: 100,
    revision,
    updatedAt: at(-1),
    phase,
    notice: {
      id: "database",
      startsAt: at(startsIn),
      endsAt: at(endsIn),
      title: { en: `Database upgrade ${revision}` },
      updates: [{ at: at(-1), text: { en: `Database upgrade ${revision}: the copy has begun.` } }],
      url: "https://blog.example.com/",
    },
  };
}

/** One after the other, as a maintenance goes: planned, in its last hour, going on, late, over. */
const STORY: readonly MaintenanceState[] = [
  state("scheduled", 1, 180, 210),
  state("scheduled", 2, 12, 42),
  state("in_progress", 3, -5, 25),
  state("in_progress", 4, -60, -10),
  state("completed", 5, -60, -10),
];
const [, , RUNNING, , COMPLETED] = STORY as [unknown, unknown, MaintenanceState, unknown, MaintenanceState];

async function startedHub(t: TestContext, handler?: Handler): Promise<Hub> {
  const hub = await startHub(handler);
  t.after(() => hub.close());
  return hub;
}

async function startedPlace(t: TestContext, answer: Place["answer"]): Promise<Place> {
  const place = await startPlace(answer);
  t.after(() => place.close());
  return place;
}

/** An application under the strictest policy that shows the banner by one of its two ways. */
const BANNERS: Record<string, (hub: string) => string> = {
  "the script tag": application,
  "the module": (hub) =>
    application(hub).replace(
      /<script .*<\/script>/,
      `<script type="module" nonce="abc">
import { connect } from "/core.js";
import { showBanner } from "/banner.js";
showBanner(connect({ app: "shop", hub: "${hub}" }));
</script>`,
    ),
};

/** What is asked between two pages has no answer. */
const text = (page: Page, selector: string): Promise<string> =>
  page.evaluate((wanted) => document.querySelector(wanted)?.textContent ?? "", selector).catch(() => "");
/** As the page itself sees it; right after a navigation the driver may not have heard of it yet. */
const isAt = (page: Page, url: string): Promise<unknown> =>
  until(`the tab at ${url}`, () => page.evaluate((wanted) => location.href === wanted, url).catch(() => false));
/** Each view names the notice, in its title or its news. */
const bannerShows = (page: Page, { notice }: MaintenanceState): Promise<unknown> =>
  until(notice!.title["en"]!, () =>
    page.evaluate(
      (wanted) => document.querySelector("interlude-banner")?.shadowRoot?.textContent?.includes(wanted),
      notice!.title["en"]!,
    ),
  );
const shows = (page: Page, selector: string, wanted: string): Promise<unknown> =>
  until(`"${wanted}" in ${selector}`, async () => (await text(page, selector)).includes(wanted));

/** A policy of the server's own in addition to the page's, which allows no script to make markup. */
const TRUSTED_TYPES = { "content-security-policy": "require-trusted-types-for 'script'; trusted-types 'none'" };

async function standIn(hub: Hub, shown: MaintenanceState = RUNNING): Promise<string> {
  return maintenancePage("standing-in", {
    data: { hub: hub.url, stateUrl: undefined!, state: shown },
    connections: ["'self'", hub.url, hub.url.replace("http", "ws")],
    script: PAGE_SCRIPT,
  });
}

describe("in both engines", { concurrency: ENGINES.length }, () => {
  // Unless told otherwise a suite inherits this from the one around it, and two tests would share the tab.
  for (const engine of ENGINES) describe(engine, { concurrency: 1 }, () => suite(engine));
});

function suite(engine: Engine): void {
  let page: Page;
  let faults: string[];
  before(async () => {
    page = await openEngine(engine);
    faults = await watchFaults(page);
  });
  // Before the servers of the test go, so that no page has anything to say of it in the next one.
  afterEach(() => page.goto("about:blank"));
  after(() => page?.browser().close());

  async function open(url: string): Promise<void> {
    faults.length = 0;
    await page.goto(url);
  }

  for (const [way, html] of Object.entries(BANNERS)) {
    test(`every view of the banner by ${way} passes a strict policy with Trusted Types`, async (t) => {
      const hub: Hub = await startedHub(t, ({ url }, response) => {
        const code = url === "/interlude.min.js" ? script : MODULES[url!];
        if (code) response.writeHead(200, { "content-type": "text/javascript" }).end(code);
        else {
          response.writeHead(200, { "content-type": "text/html", "content-security-policy": STRICT_CSP(hub.url) });
          response.end(html(hub.url));
        }
      });
      await open(hub.url);
      for (const told of STORY) {
        hub.publish(told);
        await bannerShows(page, told);
      }
      assert.deepEqual(faults, []);
      await assertEnforced(page, faults);
    });
  }

  test("every view of the page passes its own policy and Trusted Types", async (t) => {
    const hub = await startedHub(t);
    const place = await startedPlace(t, { status: 503, body: await standIn(hub, STORY[0]) });
    place.headers = TRUSTED_TYPES;
    await open(place.url);
    for (const told of STORY) {
      hub.publish(told, { spreadMs: 60_000 });
      await shows(page, "h1", told.notice!.title["en"]!);
    }
    await shows(page, "#return", "Shop is back.");
    assert.deepEqual(faults, []);
    await assertEnforced(page, faults);
  });

  for (const [path, status] of [
    ["/orders/7?tab=2", 404],
    ["/orders/7?tab=2#notes", 200],
  ] as const) {
    test(`when the switch is off again the person is back on ${path} (the page came with ${status})`, async (t) => {
      const hub = await startedHub(t);
      hub.publish(RUNNING);
      const place = await startedPlace(t, { status, body: await standIn(hub) });
      await open(place.url + path);
      await until("the tab listens to the hub", () => hub.sockets.size);
      assert.equal(place.requests.length, 1, "the application's origin was asked for the page alone");

      place.answer = APP;
      hub.publish(COMPLETED);
      await shows(page, "h1", "The shop is open");
      await isAt(page, place.url + path);
      assert.ok(place.requests.length <= 3, `one look and one navigation, not ${place.requests.join(" ")}`);
      assert.deepEqual(faults, []);
    });
  }

  test("where the old page still answers there is silence, and then another look", async (t) => {
    const hub = await startedHub(t);
    hub.publish(RUNNING);
    const place = await startedPlace(t, { status: 200, body: await standIn(hub) });
    await open(place.url);
    await until("the tab listens to the hub", () => hub.sockets.size);
    hub.publish(COMPLETED);
    await until("a look", () => place.requests.length === 2);
    const looked = Date.now();
    await shows(page, "#return", "Shop is back");
    assert.equal(place.requests.length, 2);
    place.answer = APP;
    await until("another look", () => place.requests.length > 2);
    assert.ok(Date.now() - looked > 19_000, `not within the gap, yet after ${Date.now() - looked} ms`);
    await shows(page, "h1", "The shop is open");
  });

  test("from an origin of its own the page leads to the application, with path, query and hash", async (t) => {
    const hub = await startedHub(t);
    hub.publish(RUNNING);
    const app = await startedPlace(t, APP);
    const site = await startedPlace(t, { status: 404, body: "" });
    site.answer.body = await maintenancePage("own-host", {
      data: {
        hub: hub.url,
        stateUrl: undefined!,
        state: RUNNING,
        appUrl: `${app.url}/`,
        siteUrl: `${site.url}/shop-maintenance/`,
      },
      connections: [hub.url, hub.url.replace("http", "ws")],
      script: PAGE_SCRIPT,
    });
    await open(`${site.url}/shop-maintenance/orders/7?tab=2#notes`);
    await until("the tab listens to the hub", () => hub.sockets.size);
    hub.publish(COMPLETED);
    await shows(page, "h1", "The shop is open");
    await isAt(page, `${app.url}/orders/7?tab=2#notes`);
    assert.deepEqual(app.requests, ["/orders/7?tab=2"], "no look is taken across origins");
    assert.deepEqual(faults, []);
  });
}

/** That a violation would have been seen: one is made. */
async function assertEnforced(page: Page, faults: string[]): Promise<void> {
  const thrown = await page.evaluate(() => {
    try {
      document.body.insertAdjacentHTML("beforeend", "<b>markup</b>");
      return "";
    } catch (error) {
      return (error as Error).name;
    }
  });
  assert.equal(thrown, "TypeError", "Trusted Types are enforced");
  await until("the violation is seen", () => faults.some((fault) => fault.includes("require-trusted-types-for")));
}
