import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../src/core.js";
import type { MaintenanceState } from "../../src/core.js";
import { wayBack } from "../../src/return.js";
import type { ReturnOptions, ReturnStep, WayBack } from "../../src/return.js";
import { frame, settle, state, World } from "../support/world.js";

const HERE = "https://shop.example.com/cart?step=2#pay";
const MARKED = '<html><head><meta name="interlude-page" content="100.1">';
const GAPS = [20_000, 40_000, 80_000, 160_000, 180_000, 180_000];

const running = state({ phase: "in_progress" });
const completed = state({ phase: "completed", revision: 2, updatedAt: "2026-11-20T21:30:00Z" });

type Said = [ReturnStep, at?: number, known?: boolean];

/** A tab that shows the page: what it asked, where it went, and what it said. */
class Tab {
  readonly said: Said[] = [];
  readonly moves: string[] = [];
  readonly back: WayBack;
  private closed = false;

  constructor(
    readonly world: World,
    options: Partial<ReturnOptions> & { href?: string; initial?: MaintenanceState; storage?: Map<string, string> } = {},
  ) {
    const { href = HERE, initial = running, storage = new Map<string, string>(), ...rest } = options;
    const hub = options.hasSources === false ? undefined : "https://hub.example.com";
    const client = connect({ app: "shop", hub, initial, environment: world.environment() });
    world.takesOver({
      location: Object.assign(new URL(href), {
        replace: (url: string) => void this.moves.push(`replace ${url}`),
        reload: () => void this.moves.push("reload"),
      }),
      sessionStorage: {
        getItem: (key: string) => storage.get(key) ?? null,
        setItem: (key: string, value: string) => void storage.set(key, value),
      },
    });
    this.back = wayBack({ client, hasSources: true, changed: (...step) => void this.said.push(step), ...rest });
    this.beat();
  }

  private beat = (): void => {
    if (this.closed) return;
    this.back.beat();
    this.world.environment().setTimeout(this.beat, 1_000);
  };

  close(): void {
    this.closed = true;
  }

  get step(): ReturnStep {
    return this.said.at(-1)![0];
  }

  get known(): boolean | undefined {
    return this.said.at(-1)![2];
  }

  /** The hub says so. */
  async hears(told: MaintenanceState, spreadMs = 10_000): Promise<void> {
    if (this.world.socket.onopen) this.world.socket.open();
    this.world.socket.send(frame(told, { now: this.world.wallOffset + this.world.ticks, spreadMs }));
    await settle();
    this.back.heard();
    this.back.beat();
    await settle();
  }

  /** When the application's origin was asked, in milliseconds since the start. */
  get looks(): number[] {
    return this.world.requests.filter(({ url }) => url.startsWith("https://shop.example.com/")).map(({ at }) => at);
  }
}

const page = (status = 503): Response => new Response(MARKED, { status });
const app = (status = 200): Response => new Response("<title>Shop</title>", { status });
/** What a redirect that is not followed looks like. */
const redirect = (): Response => ({ type: "opaqueredirect", status: 0, text: () => Promise.resolve("") }) as Response;

function worldWith(answer: () => Response): World {
  const world = new World();
  world.answer = () => answer();
  return world;
}

/** A tab that was there during the maintenance, and has just heard that it is over. */
async function ended(world: World): Promise<Tab> {
  const tab = new Tab(world);
  await tab.hears(running);
  await tab.hears(completed);
  return tab;
}

test("while the maintenance is in progress the application's origin is left alone", async () => {
  const world = worldWith(app);
  const tab = new Tab(world);
  await tab.hears(running);
  for (let minute = 0; minute < 25; minute++) {
    await world.pass(60_000);
    await tab.hears(running);
  }
  assert.deepEqual(tab.looks, []);
  assert.ok(tab.said.every(([step]) => step === "waiting"));
});

test("after the end it looks once, within the spread, and goes where it stands", async () => {
  const world = worldWith(app);
  world.luck = 0.8;
  const tab = new Tab(world, { href: "https://shop.example.com/cart?step=2" });
  await tab.hears(running);
  await tab.hears(completed, 30_000);
  assert.equal(tab.step, "returning", "announced at once");
  await world.pass(23_900);
  assert.deepEqual(tab.looks, []);
  await world.pass(200);
  assert.deepEqual(tab.looks, [24_000]);
  const [look] = world.requests;
  assert.equal(look?.url, "https://shop.example.com/cart?step=2");
  assert.equal(look?.init.cache, "reload");
  assert.equal(look?.init.redirect, "manual");
  assert.deepEqual(tab.moves, ["replace https://shop.example.com/cart?step=2"]);
});

test("what was announced can be read for five seconds", async () => {
  const world = worldWith(app);
  world.luck = 0;
  const tab = await ended(world);
  await world.pass(4_900);
  assert.equal(tab.step, "returning");
  assert.deepEqual(tab.moves, []);
  await world.pass(200);
  assert.equal(tab.moves.length, 1);
});

test("once the browser is on its way nothing else is announced, and only then another look is taken", async () => {
  const world = worldWith(app);
  world.luck = 0;
  const tab = await ended(world);
  await world.pass(5_000);
  assert.equal(tab.moves.length, 1);
  const said = tab.said.length;
  await world.pass(19_000);
  assert.equal(tab.said.length, said, "the page that is being left stays as it is");
  await world.pass(2_000);
  assert.equal(tab.said[said]![0], "silent", "the navigation came to nothing");
});

test("a URL with a fragment is reloaded, since replacing it by itself would only scroll", async () => {
  const world = worldWith(app);
  const tab = await ended(world);
  await world.pass(10_000);
  assert.deepEqual(tab.moves, ["reload"]);
});

for (const [name, answer] of [
  ["a redirect, to a login say", redirect],
  ["a page without our marker", app],
  ["an error of the application's own", () => app(404)],
] as const) {
  test(`the application answers: ${name}`, async () => {
    const world = worldWith(answer);
    const tab = await ended(world);
    await world.pass(10_000);
    assert.equal(tab.moves.length, 1);
  });
}

for (const [name, answer] of [
  ["this page, with 503", () => page(503)],
  ["this page, with 200", () => page(200)],
  ["this page, with 404", () => page(404)],
  ["a server error without our marker", () => app(502)],
  ["a host that is asked too often", () => app(429)],
  [
    "nothing",
    () => {
      throw new TypeError("network");
    },
  ],
] as const) {
  test(`the application does not answer: ${name}`, async () => {
    const world = worldWith(answer);
    const tab = await ended(world);
    await world.pass(15_000);
    assert.equal(tab.looks.length, 1);
    assert.deepEqual(tab.moves, []);
    assert.equal(tab.step, "silent");
  });
}

test("gaps grow, are silent, and are never shorter than stated", async () => {
  const world = worldWith(page);
  world.luck = 0.5;
  const tab = await ended(world);
  await world.pass(1_500_000);
  const gaps = tab.looks.slice(1).map((at, index) => at - tab.looks[index]!);
  assert.deepEqual(
    gaps.slice(0, GAPS.length).map(Math.round),
    GAPS.map((gap) => Math.round(gap * 1.1)),
  );
});

test("a page that shows again remembers its gaps", async () => {
  const storage = new Map<string, string>();
  const world = worldWith(app);
  const first = new Tab(world, { storage });
  await first.hears(running);
  await first.hears(completed);
  await world.pass(10_000);
  assert.equal(first.moves.length, 1);
  first.close();

  const again = new Tab(world, { storage });
  const before = again.looks.length;
  await again.hears(completed);
  assert.equal(again.step, "silent");
  const left = world.ticks;
  await world.pass(60_000);
  assert.ok(again.looks[before]! >= left + 14_000, "silent for 20 s and more after the first attempt");
  assert.ok(again.looks[before]! <= left + 24_000);
});

test("a page that was opened after the end does not wait for its turn", async () => {
  const world = worldWith(app);
  const tab = new Tab(world);
  await tab.hears(completed, 600_000);
  await world.pass(5_000);
  assert.deepEqual(tab.looks, [5_000]);
  assert.equal(tab.moves.length, 1);
});

test("the state that came with the page is not trusted before the hub had its say", async () => {
  const world = worldWith(app);
  const tab = new Tab(world, { initial: completed });
  await world.pass(5_000);
  assert.deepEqual(tab.looks, []);
  await tab.hears(state({ phase: "in_progress", revision: 3 }));
  await world.pass(60_000);
  assert.deepEqual(tab.looks, []);
});

test("where the hub does not answer, the state that came with the page is believed after a while", async () => {
  const world = worldWith(app);
  const tab = new Tab(world, { initial: completed });
  world.refuseSockets = true;
  await world.pass(30_000);
  assert.deepEqual(tab.looks, [25_000]);
});

test("past the announced end, with nobody to ask, it looks after silent gaps and claims nothing", async () => {
  const world = worldWith(page);
  const tab = new Tab(world, { hasSources: false });
  await world.pass(3_600_000 - 1_000);
  assert.deepEqual(tab.looks, [], "the end is an hour away");
  await world.pass(60_000);
  assert.equal(tab.looks.length, 2);
  assert.deepEqual(tab.known, false);
  world.answer = () => app();
  await world.pass(100_000);
  assert.equal(tab.moves.length, 1);
});

test("an overdue maintenance that the hub knows of is waited for", async () => {
  const world = worldWith(app);
  const tab = new Tab(world);
  await tab.hears(running);
  for (let minute = 0; minute < 90; minute++) {
    await world.pass(60_000);
    await tab.hears(running);
  }
  assert.deepEqual(tab.looks, []);
});

test("a maintenance that is resumed calls everybody back, and forgets the gaps", async () => {
  const world = worldWith(app);
  world.luck = 0.9;
  const tab = await ended(world);
  await world.pass(5_000);
  await tab.hears(state({ phase: "in_progress", revision: 3 }));
  assert.equal(tab.step, "waiting");
  await world.pass(40_000);
  assert.deepEqual(tab.looks, []);
  assert.deepEqual(tab.moves, []);
  await tab.hears(state({ phase: "completed", revision: 4 }));
  assert.equal(tab.step, "returning");
});

test("who wants to stay stays, and may still go", async () => {
  const world = worldWith(app);
  const tab = await ended(world);
  tab.back.stay();
  await world.pass(3_000_000);
  assert.deepEqual(tab.looks, []);
  assert.equal(tab.step, "staying");
  tab.back.go();
  await settle();
  assert.equal(tab.moves.length, 1);
});

test("who wants to go now goes now", async () => {
  const world = worldWith(app);
  world.luck = 0.9;
  const tab = await ended(world);
  tab.back.go();
  await settle();
  assert.equal(tab.looks.length, 1);
  assert.equal(tab.moves.length, 1);
});

test("trying now is possible once in 20 seconds", async () => {
  const world = worldWith(page);
  const tab = await ended(world);
  await world.pass(70_000);
  const before = tab.looks.length;
  const [last] = tab.looks.slice(-1);
  for (let click = 0; click < 50; click++) {
    tab.back.go();
    await world.pass(1_000);
  }
  const later = tab.looks.slice(before);
  assert.ok(later.length >= 2 && later.length <= 3, `${later.length} looks in 50 s`);
  for (const [index, at] of later.entries()) assert.ok(at - (later[index - 1] ?? last!) >= 20_000);
});

test("a tab that wakes up late catches up at once", async () => {
  const world = worldWith(app);
  const tab = await ended(world);
  // The timers stood still while the machine slept.
  world.wallOffset += 3_000_000;
  await world.pass(1_000);
  assert.equal(tab.looks.length, 1);
});

const OWN = { appUrl: "https://shop.example.com/", siteUrl: "https://acme.example.net/shop-maintenance/" };

test("from an origin of its own it goes to the application's, with path, query and hash", async () => {
  const world = worldWith(app);
  const tab = new Tab(world, { ...OWN, href: "https://acme.example.net/shop-maintenance/cart/3?step=2#pay" });
  await tab.hears(running);
  await tab.hears(completed);
  await world.pass(20_000);
  assert.deepEqual(world.requests, [], "no look is taken across origins");
  assert.deepEqual(tab.moves, ["replace https://shop.example.com/cart/3?step=2#pay"]);
});

for (const [path, target] of [
  ["", "https://shop.example.com/"],
  ["index.html", "https://shop.example.com/"],
  ["/evil.example/x", "https://shop.example.com//evil.example/x"],
  ["?to=https://evil.example/", "https://shop.example.com/?to=https://evil.example/"],
  [".evil.example/", "https://shop.example.com/.evil.example/"],
  ["@evil.example/", "https://shop.example.com/@evil.example/"],
] as const) {
  test(`nothing in the URL leads elsewhere: ${path || "no path"}`, async () => {
    const world = worldWith(app);
    const tab = new Tab(world, { ...OWN, href: OWN.siteUrl + path });
    await tab.hears(running);
    await tab.hears(completed);
    await world.pass(20_000);
    assert.deepEqual(tab.moves, [`replace ${target}`]);
    assert.equal(new URL(target).origin, "https://shop.example.com");
  });
}

test("a page that does not know its own address leads to the application's, and carries nothing", async () => {
  const world = worldWith(app);
  const tab = new Tab(world, {
    appUrl: "https://shop.example.com/start/",
    href: "https://acme.example.net/shop-maintenance/cart/3?step=2#pay",
  });
  await tab.hears(running);
  await tab.hears(completed);
  await world.pass(20_000);
  assert.deepEqual(tab.moves, ["replace https://shop.example.com/start/"]);
});

for (const told of [state({ phase: "operational", revision: 2, notice: undefined! }), completed]) {
  test(`a page that does not know its own address sends nobody away who only looks at it: ${told.phase}`, async () => {
    const world = worldWith(app);
    const tab = new Tab(world, { appUrl: OWN.appUrl, href: `${OWN.siteUrl}?step=2` });
    await tab.hears(told);
    await world.pass(600_000);
    assert.deepEqual(tab.moves, []);
    assert.equal(tab.step, "waiting");
  });
}

test("who only looks at the status page is not sent anywhere", async () => {
  const world = worldWith(app);
  const tab = new Tab(world, { ...OWN, href: OWN.siteUrl });
  await tab.hears(completed);
  await world.pass(600_000);
  assert.deepEqual(tab.moves, []);
  assert.equal(tab.step, "waiting");
});

test("who came with a path is sent back even when the maintenance is over already", async () => {
  const world = worldWith(app);
  const tab = new Tab(world, { ...OWN, href: `${OWN.siteUrl}cart` });
  await tab.hears(completed);
  await world.pass(20_000);
  assert.deepEqual(tab.moves, ["replace https://shop.example.com/cart"]);
});

test("a person who is sent back and forth stays after five bounces", async () => {
  const storage = new Map<string, string>();
  const world = worldWith(app);
  let moves = 0;
  for (let visit = 0; visit < 8; visit++) {
    const tab = new Tab(world, { ...OWN, href: `${OWN.siteUrl}cart`, storage });
    await tab.hears(completed);
    for (let second = 0; second < 600 && tab.moves.length === 0; second++) await world.pass(1_000);
    moves += tab.moves.length;
    tab.close();
  }
  assert.equal(moves, 5);
});

test("an application under the page's own origin is looked at before", async () => {
  const world = worldWith(page);
  const tab = new Tab(world, { appUrl: "https://shop.example.com/app/", siteUrl: "https://shop.example.com/" });
  await tab.hears(running);
  await tab.hears(completed);
  await world.pass(15_000);
  assert.equal(tab.looks.length, 1);
  assert.deepEqual(tab.moves, []);
});
