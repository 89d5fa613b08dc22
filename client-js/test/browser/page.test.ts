import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import type { TestContext } from "node:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { MaintenanceState } from "../../src/core.js";
import type { PageData } from "../../src/page/data.js";
import { assertAccessible, launch } from "../support/browser.js";
import { startHub } from "../support/hub.js";
import type { Hub } from "../support/hub.js";
import { maintenancePage, startPlace } from "../support/page.js";
import type { Place } from "../support/page.js";
import { until } from "../support/until.js";

const SCRIPT = readFileSync("dist/page.js", "utf8");
const APP = { status: 200, body: "<!doctype html><link rel=icon href=data:,><title>Shop</title><h1>The shop is open</h1>" };
const MINUTE = 60_000;

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** A maintenance that began ten minutes ago. */
function state(change: Partial<MaintenanceState> = {}, endsInMs = 20 * MINUTE): MaintenanceState {
  const at = (offset: number): string => new Date(Date.now() + offset).toISOString();
  return {
    schema: 1,
    app: "shop",
    epoch: 100,
    revision: 1,
    updatedAt: at(-MINUTE),
    phase: "in_progress",
    notice: {
      id: "database",
      startsAt: at(-10 * MINUTE),
      endsAt: at(endsInMs),
      title: { en: "Database upgrade", de: "Umbau der Datenbank" },
      body: { en: "Carts and open orders are kept." },
      updates: [
        { at: at(-10 * MINUTE), text: { en: "The copy has begun." } },
        { at: at(-MINUTE), text: { en: "Two thirds are copied.", de: "Zwei Drittel sind kopiert." } },
      ],
    },
    ...change,
  };
}

const completed = (revision = 2): MaintenanceState => state({ phase: "completed", revision });

/** The page in place of the application, with a hub. */
async function standIn(hub: Hub | string, data: Partial<PageData> = {}): Promise<string> {
  const url = typeof hub === "string" ? hub : hub.url;
  return maintenancePage("standing-in", {
    data: { hub: url, stateUrl: undefined!, state: state(), ...data },
    connections: ["'self'", url, url.replace("http", "ws")],
    script: SCRIPT,
  });
}

async function startedHub(t: TestContext): Promise<Hub> {
  const hub = await startHub();
  t.after(() => hub.close());
  return hub;
}

async function startedPlace(t: TestContext, answer: Place["answer"]): Promise<Place> {
  const place = await startPlace(answer);
  t.after(() => place.close());
  return place;
}

async function tab(t: TestContext, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Berlin", ...options });
  t.after(() => context.close());
  return context.newPage();
}

/** Opens a tab and collects whatever must not happen in it: script errors, and requests that the policy had to stop. */
async function open(
  t: TestContext,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[] }> {
  const page = await tab(t, options);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) faults.push(message.text());
  });
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  return { page, faults };
}

const text = (page: Page, selector: string): Promise<string> => page.locator(selector).innerText();

async function shows(page: Page, selector: string, wanted: string): Promise<void> {
  let seen = "";
  await until(`"${wanted}" in ${selector}, which shows "${seen}"`, async () => {
    seen = await page.locator(selector).innerText({ timeout: 1_000 }).catch(() => "");
    return seen.includes(wanted);
  });
}

for (const [path, status] of [
  ["/orders/7?tab=2", 200],
  ["/orders/7?tab=2#notes", 404],
  ["/#notes", 200],
  ["/", 503],
] as const) {
  test(`when the switch is off again the person is back on ${path} (the page came with ${status})`, async (t) => {
    const hub = await startedHub(t);
    hub.publish(state());
    const place = await startedPlace(t, { status, body: await standIn(hub) });
    const { page, faults } = await open(t, place.url + path);
    await shows(page, "#label", "In progress");
    await until("the tab listens to the hub", () => hub.sockets.size);
    assert.equal(place.requests.length, 1, "the application's origin was asked for the page alone");

    place.answer = APP;
    hub.publish(completed());
    await shows(page, "h1", "The shop is open");
    assert.equal(page.url(), place.url + path);
    assert.ok(place.requests.length <= 3, `one look and one navigation, not ${place.requests.join(" ")}`);
    assert.deepEqual(faults, []);
  });
}

test("an application that sends people to its login has answered", async (t) => {
  const hub = await startedHub(t);
  hub.publish(state());
  const place = await startedPlace(t, { status: 503, body: await standIn(hub) });
  const { page, faults } = await open(t, `${place.url}/orders/7`);
  await until("the tab listens to the hub", () => hub.sockets.size);
  place.answer = { status: 302, body: "" };
  place.headers = { location: "/login" };
  place.files.set("/login", APP.body);
  hub.publish(completed());
  await shows(page, "h1", "The shop is open");
  assert.equal(page.url(), `${place.url}/login`);
  assert.deepEqual(faults, []);
});

test("the return is announced, and can be declined", async (t) => {
  const hub = await startedHub(t);
  hub.publish(state());
  const place = await startedPlace(t, { status: 503, body: await standIn(hub) });
  const { page } = await open(t, place.url);
  await until("the tab listens to the hub", () => hub.sockets.size);
  place.answer = APP;
  hub.publish(completed(), { spreadMs: 30 * MINUTE });
  await shows(page, "#return", "Shop is back.");
  assert.match((await page.locator("#say").textContent())!, /Shop is back\./);
  await page.click("#stay");
  await until("it is left to the person", () => page.locator("#stay").isHidden());
  assert.equal(await text(page, "#soon"), "");
  assert.equal(await text(page, "#go"), "Go to Shop");
  await page.click("#go");
  await shows(page, "h1", "The shop is open");
});

test("where the old page still answers there is silence, and then another look", async (t) => {
  const hub = await startedHub(t);
  hub.publish(state());
  const place = await startedPlace(t, { status: 200, body: await standIn(hub) });
  const page = await tab(t);
  await page.clock.install();
  await page.goto(place.url);
  await until("the tab listens to the hub", () => hub.sockets.size);
  hub.publish(completed());
  await until("a look", () => place.requests.length === 2);
  await until("silence", () => page.locator("#stay").isHidden());
  assert.match(await text(page, "#return"), /^Shop is back\.\s+Go to Shop\s+in [12]\d seconds$/);
  assert.equal(place.requests.length, 2);
  place.answer = APP;
  await page.clock.fastForward(8_000);
  assert.equal(place.requests.length, 2, "not within the gap");
  await page.clock.fastForward(20_000);
  await until("another look", () => place.requests.length > 2);
  await page.clock.fastForward(6_000);
  await shows(page, "h1", "The shop is open");
});

test("from an origin of its own the page leads to the application, with path, query and hash", async (t) => {
  const hub = await startedHub(t);
  hub.publish(state());
  const app = await startedPlace(t, APP);
  const site: Place = await startedPlace(t, { status: 404, body: "" });
  site.answer.body = await maintenancePage("own-host", {
    data: {
      hub: hub.url,
      stateUrl: undefined!,
      state: state(),
      appUrl: `${app.url}/`,
      siteUrl: `${site.url}/shop-maintenance/`,
    },
    connections: [hub.url, hub.url.replace("http", "ws")],
    script: SCRIPT,
  });
  const { page, faults } = await open(t, `${site.url}/shop-maintenance/orders/7?tab=2#notes`);
  await until("the tab listens to the hub", () => hub.sockets.size);
  hub.publish(completed());
  await shows(page, "h1", "The shop is open");
  assert.equal(page.url(), `${app.url}/orders/7?tab=2#notes`);
  assert.deepEqual(app.requests, ["/orders/7?tab=2"], "no look is taken across origins");
  assert.deepEqual(faults, []);
});

test("without a hub the page on its own host learns of the end from its own state.json", async (t) => {
  const app = await startedPlace(t, APP);
  const site = await startedPlace(t, { status: 404, body: "" });
  const siteUrl = `${site.url}/shop-maintenance/`;
  const stateUrl = `${siteUrl}state.json`;
  site.answer.body = await maintenancePage("own-host", {
    data: { hub: undefined!, stateUrl, state: state(), appUrl: `${app.url}/`, siteUrl },
    connections: [stateUrl],
    script: SCRIPT,
  });
  const file = "/shop-maintenance/state.json";
  const title = { en: "Nearly done" };
  const later = state({ revision: 2 });
  site.files.set(file, JSON.stringify({ ...later, notice: { ...later.notice, title } }));
  const page = await tab(t);
  await page.clock.install();
  await page.goto(`${siteUrl}orders/7?tab=2#notes`);
  await shows(page, "h1", title.en);

  // The look that a page takes when it is shown is over by then; what follows is the poll.
  await page.clock.fastForward(15_000);
  await shows(page, "h1", title.en);

  site.files.set(file, JSON.stringify(completed(3)));
  await until("the end is announced", async () => {
    // Far less than the announcement stands.
    await page.clock.fastForward(1_000);
    return (await text(page, "#return")).includes("Shop is back.");
  });
  assert.deepEqual(app.requests, [], "the return is announced first");
  await page.clock.fastForward(10_000);
  await shows(page, "h1", "The shop is open");
  assert.equal(page.url(), `${app.url}/orders/7?tab=2#notes`);
  assert.deepEqual(app.requests, ["/orders/7?tab=2"]);
  const [opened, ...polls] = site.requests;
  assert.equal(opened, "/shop-maintenance/orders/7?tab=2");
  assert.ok(polls.every((path) => path === file) && polls.length <= 3, `asked too often: ${polls.join(" ")}`);
});

test("in the application's place the page leaves a state.json under its own host alone", async (t) => {
  const place = await startedPlace(t, { status: 503, body: "" });
  const stateUrl = `${place.url}/state.json`;
  place.files.set("/state.json", JSON.stringify(completed()));
  place.answer.body = await maintenancePage("standing-in", {
    data: { hub: undefined!, stateUrl, state: state() },
    connections: ["'self'", stateUrl],
    script: SCRIPT,
  });
  const page = await tab(t);
  await page.clock.install();
  await page.goto(`${place.url}/cart`);
  await shows(page, "#label", "In progress");
  for (let minute = 0; minute < 5; minute++) await page.clock.fastForward(MINUTE);
  await shows(page, "#label", "In progress");
  assert.deepEqual(place.requests, ["/cart"]);
});

test("with the hub gone and the end past, the page still finds back", async (t) => {
  const hub = await startedHub(t);
  const { url } = hub;
  await hub.close();
  const place = await startedPlace(t, { status: 503, body: await standIn(url, { state: state({}, -MINUTE) }) });
  const page = await tab(t);
  await page.clock.install();
  await page.goto(`${place.url}/cart?step=2`);
  await shows(page, "#label", "Running late");
  place.answer = APP;
  await page.clock.fastForward(60_000);
  assert.equal(place.requests.length, 1, "the hub may yet answer");
  await page.clock.fastForward(90_000);
  await until("a look", async () => {
    await page.clock.fastForward(5_000).catch(() => undefined);
    return (await page.title().catch(() => "")) === "Shop";
  });
  assert.equal(page.url(), `${place.url}/cart?step=2`);
});

test("losing the hub changes nothing that is shown", async (t) => {
  const hub = await startedHub(t);
  hub.publish(state());
  const place = await startedPlace(t, { status: 503, body: await standIn(hub) });
  const { page } = await open(t, place.url);
  await until("the tab listens to the hub", () => hub.sockets.size);
  await shows(page, "#label", "In progress");
  const before = await text(page, "main");
  await hub.close();
  await until("the loss is noticed", () => page.evaluate(() => true));
  assert.equal((await text(page, "main")).replace(/\d\d:\d\d|\d+ minutes/g, ""), before.replace(/\d\d:\d\d|\d+ minutes/g, ""));
  assert.equal(place.requests.length, 1);
});

test("news comes in while the page stands", async (t) => {
  const hub = await startedHub(t);
  const first = state();
  hub.publish(first);
  const place = await startedPlace(t, { status: 503, body: await standIn(hub) });
  const { page } = await open(t, place.url);
  await shows(page, "#updates", "Two thirds are copied.");
  const { notice } = first;
  const more = { at: new Date().toISOString(), text: { en: "Nearly done." } };
  hub.publish({ ...first, revision: 2, notice: { ...notice!, updates: [...notice!.updates!, more] } });
  await shows(page, "#updates li:first-child", "Nearly done.");
  assert.equal(await page.locator("#say").textContent(), "Nearly done.", "spoken");
  hub.publish({ ...first, revision: 3, notice: { ...notice!, endsAt: new Date(Date.now() - 1_000).toISOString() } });
  await shows(page, "#label", "Running late");
});

test("the reader's language and zone are used, and each text says which language it is in", async (t) => {
  const hub = await startedHub(t);
  const told = state();
  told.notice!.startsAt = "2026-11-20T22:00:00Z";
  hub.publish(told);
  const place = await startedPlace(t, { status: 503, body: await standIn(hub, { state: told }) });
  const { page } = await open(t, place.url, { locale: "de-AT", timezoneId: "Asia/Tokyo" });
  await shows(page, "#label", "Im Gange");
  assert.equal(await page.locator("html").getAttribute("lang"), "de");
  assert.equal(await text(page, "h1"), "Umbau der Datenbank");
  assert.equal(await page.title(), "Umbau der Datenbank – Shop");
  assert.equal(await page.locator("#body").getAttribute("lang"), "en", "there is no German body");
  assert.match(await text(page, "#when"), /21\. Nov.*07:00/);
  assert.match(await text(page, "#updates"), /Zwei Drittel sind kopiert\./);
});

for (const offset of [0, 0.3, 0.6, 0.9]) {
  test(`the countdown moves in silence: in its last hour nine milestones are spoken, and focus stays (beats at ${offset} s)`, async (t) => {
    const place = await startedPlace(t, { status: 503, body: "" });
    const page = await tab(t);
    // It stands until the test lets it run.
    const now = Date.now();
    await page.clock.install({ time: now - MINUTE });
    await page.clock.pauseAt(now + MINUTE);
    await page.addInitScript((drawn) => (Math.random = () => drawn), offset);
    place.answer.body = await maintenancePage("standing-in", {
      data: { hub: undefined!, stateUrl: undefined!, state: state({}, now + 61 * MINUTE + 5_500 - Date.now()) },
      connections: ["'none'"],
      script: SCRIPT,
    });
    await page.goto(place.url);
    await page.evaluate(() => {
      const spoken: string[] = ((globalThis as any).spoken = []);
      const region = document.getElementById("say")!;
      new MutationObserver(() => spoken.push(region.textContent!)).observe(region, { childList: true });
    });
    await shows(page, "#ahead", "Expected back in 60 minutes");
    assert.equal(await page.locator("#left").isHidden(), true, "figures are for the last hour");
    await page.focus("footer a");
    await page.clock.runFor(30 * MINUTE);
    assert.match(await text(page, "#left"), /^30:0\d$/);
    await page.clock.runFor(30 * MINUTE);
    assert.deepEqual(await page.evaluate(() => (globalThis as any).spoken), [
      "Expected back in 60 minutes",
      "Expected back in 30 minutes",
      "Expected back in 15 minutes",
      "Expected back in 10 minutes",
      "Expected back in 5 minutes",
      "Expected back in 2 minutes",
      "Expected back in 1 minute",
      "Expected back in 30 seconds",
      "Expected back in 10 seconds",
    ]);
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "A");
  });
}

test("hostile texts stay text, in what the publisher wrote and in what the script shows", async (t) => {
  const hub = await startedHub(t);
  const hostile = '</script><img src=x onerror="alert(1)"><!--\u202e ${7*7} "quoted" \'so\' &amp;';
  const told = state();
  told.notice!.title = { en: hostile };
  told.notice!.updates = [{ at: told.updatedAt, text: { en: hostile } }];
  told.notice!.url = "javascript:alert(2)";
  hub.publish(told);
  const place = await startedPlace(t, { status: 503, body: await standIn(hub, { state: told, title: hostile }) });
  const { page, faults } = await open(t, place.url);
  await shows(page, "#updates", "onerror");
  assert.equal(await page.locator("h1").textContent(), hostile);
  assert.equal(await page.locator("#updates p").textContent(), hostile);
  assert.equal(await page.locator("main img, main script").count(), 0);
  assert.equal(await page.locator("#link").isHidden(), true);
  assert.equal(await page.title(), `${hostile} – ${hostile}`);
  assert.deepEqual(faults, []);
});

test("without a script there is the static text, and no empty box", async (t) => {
  const place = await startedPlace(t, { status: 503, body: await standIn("http://127.0.0.1:9") });
  const { page } = await open(t, place.url, { javaScriptEnabled: false });
  assert.equal(await text(page, "#label"), "Temporarily unavailable");
  assert.equal(await text(page, "#window"), "2026-11-20 22:00 – 22:30 UTC");
  for (const hidden of ["#return", "#left"]) assert.equal(await page.locator(hidden).isHidden(), true, hidden);
});

const VIEWS: Record<string, { site: "standing-in" | "own-host"; state: () => MaintenanceState }> = {
  "no notice": { site: "own-host", state: () => ({ ...state({ phase: "operational" }), notice: undefined! }) },
  scheduled: {
    site: "own-host",
    state: () => {
      const soon = state({ phase: "scheduled" }, 90 * MINUTE);
      soon.notice!.startsAt = new Date(Date.now() + 50 * MINUTE).toISOString();
      soon.notice!.url = "https://blog.example.com/";
      return soon;
    },
  },
  "in progress": { site: "standing-in", state: () => state() },
  overdue: { site: "standing-in", state: () => state({}, -MINUTE) },
  completed: { site: "own-host", state: completed },
  returning: { site: "standing-in", state: completed },
};

for (const [name, view] of Object.entries(VIEWS)) {
  test(`axe finds nothing, and nothing overflows: ${name}`, async (t) => {
    const hub = await startedHub(t);
    const told = view.state();
    hub.publish(told);
    const body = await maintenancePage(view.site, {
      data: { hub: hub.url, stateUrl: undefined!, state: told },
      connections: ["'self'", hub.url, hub.url.replace("http", "ws")],
      script: SCRIPT,
    });
    const place = await startedPlace(t, { status: 503, body });
    for (const colorScheme of ["light", "dark"] as const) {
      for (const width of [320, 1280]) {
        const { page, faults } = await open(t, place.url, { colorScheme, viewport: { width, height: 720 } });
        await until("the tab listens to the hub", () => hub.sockets.size);
        if (name === "returning") await shows(page, "#return", "Shop is back.");
        await assertAccessible(page, `${name}, ${colorScheme}, ${width} px`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${overflow} px too wide at ${width}`);
        assert.deepEqual(faults, []);
      }
    }
  });
}
