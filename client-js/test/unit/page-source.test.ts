import assert from "node:assert/strict";
import { test } from "node:test";
import type { MaintenanceState } from "../../src/core.js";
import { source } from "../../src/page/source.js";
import type { Source } from "../../src/page/source.js";
import { FakeSocket, frame, json, settle, state, World } from "../support/world.js";

const HUB = "https://hub.example.com/v1/apps/shop/";
const PAGE = "https://maintenance.example.com/state.json";
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const running = (revision = 1): MaintenanceState => state({ phase: "in_progress", revision });

/** The script of a page that beats in a browser of its own. */
class Script {
  readonly source: Source;
  answers = 0;
  readonly #world: World;
  readonly #document: { hidden: boolean; onvisibilitychange?: () => void } = { hidden: false };
  readonly #window: { ononline?: () => void } = {};

  constructor(world: World, [hub, page]: [hub?: string, page?: string] = [HUB, PAGE]) {
    this.#world = world;
    class Socket extends FakeSocket {
      constructor(url: string) {
        super(url);
        if (world.refuseSockets) throw new Error("blocked by the content security policy");
        world.sockets.push(this);
      }
    }
    world.takesOver({ WebSocket: Socket, document: this.#document, window: this.#window });
    this.source = source(running(), hub, page, () => void this.answers++);
    this.#beat();
  }

  #beat = (): void => {
    this.source.beat();
    this.#world.environment().setTimeout(this.#beat, SECOND);
  };

  get revision(): number {
    return (this.source.view() as unknown as MaintenanceState).revision;
  }

  hide(hidden: boolean): void {
    this.#document.hidden = hidden;
    this.#document.onvisibilitychange!();
  }

  online(): void {
    this.#window.ononline!();
  }

  /** What was asked, by its time in seconds. */
  get asked(): [url: string, second: number][] {
    return this.#world.requests.map(({ url, at }) => [url, at / SECOND]);
  }
}

test("the hub's socket is opened at once, and the newest state counts", async () => {
  const world = new World();
  const script = new Script(world);
  assert.equal(world.socket.url, "wss://hub.example.com/v1/apps/shop/live");
  assert.equal(script.source.view().phase, "in_progress", "what the page came with");
  assert.equal(script.answers, 0);

  world.socket.send(frame(state({ phase: "completed", revision: 3 }), { spreadMs: 90_000 }));
  assert.equal(script.source.view().phase, "completed");
  assert.equal(script.source.spreadMs(), 90_000);
  assert.equal(script.answers, 1);

  world.socket.send(frame(running(2)));
  assert.equal(script.revision, 3, "an older one");
  world.socket.send(frame({ ...running(9), app: "another" }));
  assert.equal(script.revision, 3, "another application's");
  world.socket.send(frame({ ...running(9), phase: "unheard-of" as "completed" }));
  assert.equal(script.source.view().phase, "completed", "one that cannot be understood changes nothing");
  world.socket.send(frame(running(8)));
  assert.equal(script.source.view().phase, "completed", "and yet it is the newest");
  world.socket.send(frame({ ...running(1), epoch: 101 }));
  assert.equal(script.source.view().phase, "in_progress", "of a later epoch");
  assert.deepEqual(world.requests, []);
});

test("the server's clock counts, by the last message", () => {
  const world = new World();
  const script = new Script(world);
  assert.equal(script.source.now(), World.START);
  world.socket.send({ type: "heartbeat", now: World.START + MINUTE });
  assert.equal(script.source.now(), World.START + MINUTE);
  world.ticks += SECOND;
  assert.equal(script.source.now(), World.START + MINUTE + SECOND);
});

test("who has lost the hub comes back at a random time of the span that it asks for, and asks nobody meanwhile", async () => {
  const world = new World();
  const script = new Script(world);
  world.socket.send(frame(running(), { reconnectMs: 80_000 }));
  world.luck = 0.9;
  world.socket.fail(1012);
  await world.pass(71 * SECOND);
  assert.equal(world.sockets.length, 1);
  await world.pass(2 * SECOND);
  assert.equal(world.sockets.length, 2);
  assert.deepEqual(script.asked, []);
});

test("a socket that says nothing is replaced, but not while the tab is hidden", async () => {
  const world = new World();
  const script = new Script(world);
  world.socket.send(frame(running()));
  script.hide(true);
  await world.pass(30 * MINUTE);
  assert.equal(world.sockets.length, 1);
  script.hide(false);
  assert.equal(world.sockets[0]!.closed, true);
  await world.pass(SECOND);
  assert.equal(world.sockets.length, 2, "within a second of being seen");

  world.luck = 0;
  world.socket.send(frame(running()));
  await world.pass(48 * SECOND);
  assert.equal(world.sockets.length, 2);
  await world.pass(7 * SECOND);
  assert.equal(world.sockets.length, 3, "within two heartbeats and five seconds");
});

test("a tab that is hidden, or whose network returns while it is, waits for its turn", async () => {
  const world = new World();
  const script = new Script(world);
  world.socket.send(frame(running()));
  world.luck = 0.9;
  world.socket.fail(1012);
  script.hide(true);
  script.online();
  await world.pass(35 * SECOND);
  assert.equal(world.sockets.length, 1);
  await world.pass(2 * SECOND);
  assert.equal(world.sockets.length, 2);
});

test("what a socket says that was given up is heard no more", async () => {
  const world = new World();
  const script = new Script(world);
  const [first] = world.sockets;
  world.socket.send(frame(running()));
  script.hide(true);
  await world.pass(MINUTE);
  script.hide(false);
  await world.pass(SECOND);
  first!.send(frame(state({ phase: "completed", revision: 7 })));
  first!.fail();
  assert.equal(script.revision, 1);
  assert.equal(world.socket.closed, false);
});

test("where no socket opens the hub is asked, and another try is made before each time", async () => {
  const world = new World();
  world.luck = 0;
  world.answer = () => json(state({ phase: "completed", revision: 5 }), { date: new Date(World.START + MINUTE).toUTCString() });
  const script = new Script(world);
  await world.pass(9 * SECOND);
  assert.deepEqual(script.asked, [], "it may yet open");
  await world.pass(SECOND);
  await settle();
  assert.deepEqual(script.asked, [[`${HUB}state`, 10]]);
  assert.equal(script.revision, 5);
  assert.equal(script.answers, 1);
  assert.equal(script.source.now(), World.START + MINUTE, "the hub's clock");

  world.refuseSockets = true;
  await world.pass(45 * SECOND);
  assert.deepEqual(script.asked.slice(1), [25, 40, 55].map((second) => [`${HUB}state`, second]));
  world.refuseSockets = false;
  await world.pass(15 * SECOND);
  world.socket.send(frame(running(6)));
  await world.pass(40 * SECOND);
  assert.equal(script.asked.length, 4, "nothing is asked while a socket stands");
});

test("where the hub does not answer the page's host is asked, four times as seldom", async () => {
  const world = new World();
  world.luck = 0.5;
  world.refuseSockets = true;
  world.answer = (url) => {
    if (url !== PAGE) return new Response("{}", { status: 503 });
    return json(running(4), { date: "Thu, 01 Jan 2026 00:00:00 GMT" });
  };
  const script = new Script(world);
  await world.pass(150 * SECOND);
  const times = script.asked.filter(([url]) => url === PAGE).map(([, second]) => second);
  assert.deepEqual(times, [0, 68, 136]);
  assert.equal(script.revision, 4);
  assert.equal(script.answers, 3, "a refusal is no answer");
  assert.equal(script.source.now(), World.START + 150 * SECOND, "what a cache kept has an old date");
  assert.ok(world.requests.every(({ init }) => init.cache === "no-cache"));
});

test("without a hub the page's host is asked, and without either nobody", async () => {
  for (const page of [PAGE, undefined]) {
    const world = new World();
    world.answer = () => json(running(2));
    const script = new Script(world, [undefined, page]);
    await world.pass(MINUTE);
    assert.deepEqual(world.sockets, []);
    assert.deepEqual(script.asked, page ? [[PAGE, 0]] : []);
  }
});

test("when the network is said to be back, what can be learned is learned within a second", async () => {
  const world = new World();
  world.refuseSockets = true;
  const script = new Script(world);
  await world.pass(20 * SECOND);
  world.refuseSockets = false;
  script.online();
  await world.pass(SECOND);
  assert.equal(world.sockets.length, 1);
  script.online();
  await world.pass(SECOND);
  assert.equal(world.sockets.length, 1, "one that opens is left alone");
});
