import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../src/core.js";
import type { ClientOptions, MaintenanceClient } from "../../src/core.js";
import { frame, json, state, World } from "../support/world.js";

const HUB = "https://hub.example.com";
const HUB_STATE = `${HUB}/v1/apps/shop/state`;
const PAGE_STATE = "https://maintenance.example.com/state.json";

function follow(world: World, options: Partial<ClientOptions> = {}): MaintenanceClient {
  return connect({ app: "shop", hub: HUB, stateUrl: PAGE_STATE, environment: world.environment(), ...options });
}

/** Three opens that fail. */
async function block(world: World): Promise<void> {
  for (let open = 1; open <= 3; open++) {
    assert.equal(world.requests.length, 0, "nothing is polled before the third failure");
    world.socket.fail();
    if (open < 3) await world.pass(5_000);
  }
  await world.pass(0);
}

const asked = (world: World): string[] => world.requests.map(({ url }) => url);

test("after three failed opens the hub's state is polled every 15 to 30 seconds", async () => {
  const world = new World();
  world.answer = () => json(state());
  const client = follow(world);
  await block(world);
  assert.deepEqual(asked(world), [HUB_STATE]);
  assert.equal(world.requests[0]?.init.cache, "no-cache");
  assert.equal(client.view()?.phase, "scheduled");
  world.luck = 0;
  await world.pass(22_500);
  assert.equal(world.requests.length, 2);
  world.luck = 0.999;
  await world.pass(15_000);
  assert.equal(world.requests.length, 3);
  await world.pass(29_000);
  assert.equal(world.requests.length, 3);
  await world.pass(1_000);
  assert.equal(world.requests.length, 4);
});

test("half as often while hidden", async () => {
  const world = new World();
  world.answer = () => json(state());
  follow(world);
  world.hidden = true;
  await block(world);
  await world.pass(44_000);
  assert.equal(world.requests.length, 1);
  await world.pass(2_000);
  assert.equal(world.requests.length, 2);
});

test("where the hub does not answer the page's state is read, once a minute or less often", async () => {
  const world = new World();
  world.answer = (url) => {
    if (url === PAGE_STATE) return json(state());
    throw new TypeError("network");
  };
  const client = follow(world);
  await block(world);
  assert.deepEqual(asked(world), [HUB_STATE, PAGE_STATE]);
  assert.equal(client.view()?.phase, "scheduled");
  await world.pass(59_900);
  assert.equal(world.requests.length, 2);
  await world.pass(16_000);
  assert.deepEqual(asked(world), [HUB_STATE, PAGE_STATE, HUB_STATE, PAGE_STATE]);
});

test("an error, a page that is no JSON and a state that is older are no news", async () => {
  const world = new World();
  const client = follow(world, { initial: state({ revision: 7 }) });
  const answers = [
    () => new Response("bad gateway", { status: 502 }),
    () => new Response("<!doctype html>", { headers: { "content-type": "text/html" } }),
    () => json({ ...state({ revision: 9, phase: "in_progress" }) }, {}),
  ];
  world.answer = (url) => (url === HUB_STATE ? answers[0]!() : json(state({ revision: 6, phase: "completed" })));
  await block(world);
  assert.equal(client.state()?.revision, 7);
  answers.shift();
  await world.pass(80_000);
  assert.equal(client.state()?.revision, 7);
  answers.shift();
  await world.pass(80_000);
  assert.equal(client.state()?.revision, 9);
});

test("WebSocket is tried again every five minutes, and its first open ends the polling", async () => {
  const world = new World();
  world.answer = () => json(state());
  follow(world);
  await block(world);
  assert.equal(world.sockets.length, 3);
  await world.pass(299_000);
  assert.equal(world.sockets.length, 3);
  await world.pass(1_000);
  assert.equal(world.sockets.length, 4);
  world.socket.fail();
  await world.pass(300_000);
  assert.equal(world.sockets.length, 5);
  world.socket.open();
  const polled = world.requests.length;
  world.socket.send(frame(state(), { heartbeatMs: 3_600_000 }));
  await world.pass(600_000);
  assert.equal(world.requests.length, polled);
});

test("a hub that answers again gets its connection back before the five minutes", async () => {
  const world = new World();
  follow(world);
  await block(world);
  await world.pass(80_000);
  world.answer = () => json(state());
  await world.pass(80_000);
  assert.equal(world.sockets.length, 4);
});

test("a request that hangs holds nothing up, and an answer that comes after the connection is back is not taken", async () => {
  const world = new World();
  let release!: (response: Response) => void;
  world.answer = () => new Promise((resolve) => (release = resolve));
  const client = follow(world);
  await block(world);
  await world.pass(300_000);
  assert.equal(world.sockets.length, 4);
  world.socket.open();
  world.socket.send(frame(state({ revision: 2 }), { heartbeatMs: 3_600_000 }));
  const asked = world.requests.length;
  release(json(state({ revision: 9, phase: "in_progress" })));
  await world.pass(100_000);
  assert.equal(client.state()?.revision, 2);
  assert.equal(world.requests.length, asked);
});

for (const answered of [true, false]) {
  test(`the pageshow of a load does not ask again (${answered ? "after" : "before"} the first answer)`, async () => {
    const world = new World();
    world.answer = () => json(state());
    follow(world, { hub: undefined });
    if (answered) await world.pass(0);
    world.event("pageshow");
    world.event("online");
    await world.pass(answered ? 0 : 5_000);
    assert.equal(world.requests.length, 1);
  });
}

test("a tab that becomes visible reads within a second", async () => {
  const world = new World();
  world.answer = () => json(state());
  follow(world);
  await block(world);
  world.hide();
  await world.pass(2_000);
  const before = world.requests.length;
  world.show();
  await world.pass(1_000);
  assert.equal(world.requests.length, before + 1);
});

test("without a hub only the page's state is read, from the start", async () => {
  const world = new World();
  world.answer = () => json(state());
  const client = follow(world, { hub: undefined });
  await world.pass(0);
  assert.deepEqual(asked(world), [PAGE_STATE]);
  assert.equal(world.sockets.length, 0);
  assert.equal(client.view()?.phase, "scheduled");
});

test("without any source nothing is asked", async () => {
  const world = new World();
  const client = follow(world, { hub: undefined, stateUrl: undefined, initial: state() });
  await world.pass(300_000);
  assert.deepEqual(asked(world), []);
  assert.equal(client.view()?.phase, "scheduled");
});

test("the hub's Date header corrects a clock that is wrong, the page's does not", async () => {
  const world = new World();
  world.wallOffset += 7_200_000;
  const date = new Date(World.START).toUTCString();
  world.answer = () => json(state(), { date });
  const ofPage = follow(world, { hub: undefined });
  await world.pass(0);
  assert.equal(ofPage.now(), World.START + 7_200_000);
  ofPage.close();

  const other = new World();
  other.wallOffset += 7_200_000;
  other.answer = () => json(state(), { date });
  const ofHub = follow(other);
  await block(other);
  assert.equal(ofHub.now(), World.START);
});

test("pagehide ends the polling, pageshow starts from the beginning", async () => {
  const world = new World();
  world.answer = () => json(state());
  follow(world);
  await block(world);
  world.event("pagehide");
  await world.pass(400_000);
  assert.equal(world.requests.length, 1);
  assert.equal(world.pendingTimers, 0);
  world.event("pageshow");
  assert.equal(world.sockets.length, 4);
});
