import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../src/core.js";
import type { ClientOptions, MaintenanceClient } from "../../src/core.js";
import { frame, json, state, World } from "../support/world.js";

const HUB = "https://hub.example.com";

function follow(world: World, options: Partial<ClientOptions> = {}): MaintenanceClient {
  return connect({ app: "shop", hub: HUB, environment: world.environment(), ...options });
}

/** When the next socket is opened, in milliseconds from now. */
async function untilNextSocket(world: World, limit = 400_000): Promise<number> {
  const [count, from] = [world.sockets.length, world.ticks];
  while (world.sockets.length === count) {
    assert.ok(world.ticks - from <= limit, "no further attempt");
    await world.pass(50);
  }
  return world.ticks - from;
}

test("the hub's address becomes the live address", () => {
  const world = new World();
  follow(world);
  assert.equal(world.socket.url, "wss://hub.example.com/v1/apps/shop/live");
  follow(world, { hub: "http://127.0.0.1:8080/" });
  assert.equal(world.socket.url, "ws://127.0.0.1:8080/v1/apps/shop/live");
});

test("the first frame is shown, by the server's clock", () => {
  const world = new World();
  world.wallOffset += 7_200_000;
  const client = follow(world);
  let told = 0;
  client.subscribe(() => told++);
  world.socket.open();
  world.socket.send(frame(state(), { now: World.START }));
  assert.equal(told, 1);
  assert.equal(client.view()?.phase, "scheduled");
  assert.equal(client.now(), World.START);
  assert.equal(client.spreadMs(), 30_000);
});

test("the greater epoch and revision wins, an older or equal one changes nothing", () => {
  const world = new World();
  const client = follow(world, { initial: state({ revision: 5 }) });
  let told = 0;
  client.subscribe(() => told++);
  world.socket.open();
  world.socket.send(frame(state({ revision: 4, phase: "in_progress" })));
  world.socket.send(frame(state({ revision: 5, phase: "in_progress" })));
  assert.equal(told, 0);
  assert.equal(client.view()?.phase, "scheduled");
  world.socket.send(frame(state({ epoch: 101, revision: 1, phase: "in_progress" })));
  assert.equal(told, 1);
  assert.equal(client.view()?.phase, "in_progress");
});

test("another application's state is not taken", () => {
  const world = new World();
  const client = follow(world);
  world.socket.open();
  world.socket.send(frame(state({ app: "shop-api" })));
  assert.equal(client.state(), null);
});

test("a newer state of an unknown phase is shown as nothing, and an unreadable one changes nothing", () => {
  const world = new World();
  const client = follow(world, { initial: state() });
  world.socket.open();
  for (const noise of ["", "[", "null", "[]", '"text"', '{"type":"other"}', { type: "state", state: null }]) {
    world.socket.send(noise);
  }
  assert.equal(client.view()?.phase, "scheduled");
  world.socket.send(frame({ ...state({ revision: 2 }), phase: "investigating" as "completed" }));
  assert.equal(client.view(), null);
  world.socket.send(frame(state({ revision: 3 })));
  assert.equal(client.view()?.phase, "scheduled");
});

test("losing the hub changes nothing that is shown", async () => {
  const world = new World();
  const client = follow(world);
  world.socket.open();
  world.socket.send(frame(state()));
  const view = client.view();
  await world.pass(20_000);
  world.socket.fail();
  await world.pass(600_000);
  assert.equal(client.view(), view);
});

test("waits are drawn from the whole window, and the window doubles from one second to one minute", async () => {
  const world = new World();
  world.luck = 0.999;
  follow(world);
  // Opens that succeed and do not last: failing opens would lead to polling.
  for (const window of [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]) {
    world.socket.open();
    world.socket.fail();
    const waited = await untilNextSocket(world);
    assert.ok(waited <= window && waited > window * 0.9, `${waited} of ${window}`);
  }
  world.luck = 0.1;
  world.socket.open();
  world.socket.fail();
  assert.ok((await untilNextSocket(world)) <= 6_100);
});

test("the window is small again only after ten seconds of connection", async () => {
  const world = new World();
  world.luck = 0.999;
  follow(world);
  for (let attempt = 0; attempt < 4; attempt++) {
    world.socket.open();
    world.socket.fail();
    await untilNextSocket(world);
  }
  world.socket.open();
  world.socket.send(frame(state(), { reconnectMs: 0 }));
  await world.pass(9_900);
  world.socket.fail();
  assert.ok((await untilNextSocket(world)) > 14_000, "still backing off");
  world.socket.open();
  await world.pass(10_000);
  world.socket.fail();
  assert.ok((await untilNextSocket(world)) <= 1_050, "a new story");
});

for (const [why, stood, code] of [
  ["a restart of the hub (1012)", 1_000, 1012],
  ["the loss of a socket that stood", 10_000, 1006],
] as const) {
  test(`after ${why} reconnects are spread over reconnectMs until one opens`, async () => {
    const world = new World();
    world.luck = 0.999;
    follow(world);
    world.socket.open();
    world.socket.send(frame(state(), { reconnectMs: 120_000 }));
    await world.pass(stood);
    world.socket.fail(code);
    assert.ok((await untilNextSocket(world)) > 110_000);
    world.socket.fail();
    assert.ok((await untilNextSocket(world)) > 110_000, "who came too early would meet the others");
    world.socket.open();
    world.socket.fail();
    assert.ok((await untilNextSocket(world)) < 8_050, "a story of its own");
  });
}

test("a tab that has just become visible does not wait for the crowd", async () => {
  const world = new World();
  world.luck = 0.999;
  follow(world);
  world.socket.open();
  world.socket.send(frame(state()));
  world.hidden = true;
  await world.pass(20_000);
  world.show();
  world.socket.fail();
  assert.ok((await untilNextSocket(world)) <= 1_050);
});

test("a pending wait ends within a second once the tab is visible or the network is said to be back", async () => {
  for (const event of ["visibilitychange", "online"]) {
    const world = new World();
    world.luck = 0.999;
    follow(world);
    world.socket.open();
    await world.pass(20_000);
    world.socket.fail();
    await world.pass(6_000);
    world.event(event);
    assert.ok((await untilNextSocket(world)) <= 1_050, event);
  }
});

test("being offline by the browser's word keeps nothing from being tried", async () => {
  const world = new World();
  follow(world);
  world.event("offline");
  world.socket.fail();
  assert.ok((await untilNextSocket(world)) <= 1_050);
});

test("1013 backs off four times as long", async () => {
  const world = new World();
  world.luck = 0.999;
  follow(world);
  world.socket.open();
  world.socket.fail(1013);
  const waited = await untilNextSocket(world);
  assert.ok(waited > 3_500 && waited <= 4_000);
});

test("an open that hangs is given up after ten seconds", async () => {
  const world = new World();
  follow(world);
  const hanging = world.socket;
  await world.pass(9_900);
  assert.equal(hanging.closed, false);
  await world.pass(200);
  assert.equal(hanging.closed, true);
  assert.equal(hanging.onopen, null, "a late open is not heard");
  await untilNextSocket(world);
});

test("silence ends a connection within two heartbeats and five seconds, also by a timer that is an eighth late, and any byte is life", async () => {
  const world = new World();
  follow(world);
  const socket = world.socket;
  socket.open();
  socket.send(frame(state(), { heartbeatMs: 10_000 }));
  await world.pass(22_000);
  socket.send("not even JSON");
  await world.pass(22_000);
  assert.equal(socket.closed, false);
  await world.pass(25_000 / 1.125 - 22_000);
  assert.equal(socket.closed, true);
});

test("a long heartbeat is waited for from the first frame on", async () => {
  const world = new World();
  follow(world);
  world.socket.open();
  world.socket.send(frame(state(), { heartbeatMs: 300_000 }));
  await world.pass(300_000);
  assert.equal(world.socket.closed, false);
});

test("silence proves nothing while the tab is hidden, and is looked at when it is visible", async () => {
  const world = new World();
  world.luck = 0.999;
  follow(world);
  const socket = world.socket;
  socket.open();
  socket.send(frame(state()));
  world.hide();
  await world.pass(3_600_000);
  assert.equal(socket.closed, false);
  world.show();
  assert.equal(socket.closed, true);
  assert.ok((await untilNextSocket(world)) <= 1_050);
});

test("sleep that only the wall clock noticed is found on waking", () => {
  const world = new World();
  follow(world);
  const socket = world.socket;
  socket.open();
  world.wallOffset += 3_600_000;
  world.show();
  assert.equal(socket.closed, true);
});

test("a healthy connection survives becoming visible", async () => {
  const world = new World();
  follow(world);
  world.socket.open();
  await world.pass(25_000);
  world.show();
  world.event("online");
  assert.equal(world.socket.closed, false);
});

test("pagehide closes, pageshow opens anew", async () => {
  const world = new World();
  const client = follow(world);
  const before = world.socket;
  before.open();
  world.event("pagehide");
  assert.equal(before.closed, true);
  assert.equal(world.pendingTimers, 0);
  await world.pass(600_000);
  assert.equal(world.sockets.length, 1);
  world.event("pageshow");
  assert.equal(world.sockets.length, 2);
  world.socket.open();
  world.socket.send(frame(state()));
  assert.equal(client.view()?.phase, "scheduled");
});

test("a pageshow without a pagehide, as after every load, opens nothing", () => {
  const world = new World();
  follow(world);
  world.event("pageshow");
  assert.equal(world.sockets.length, 1);
});

test("a constructor that throws counts as a failed open", async () => {
  const world = new World();
  world.refuseSockets = true;
  world.answer = () => json(state());
  const client = follow(world);
  await world.pass(10_000);
  assert.equal(world.requests[0]?.url, `${HUB}/v1/apps/shop/state`);
  assert.equal(client.view()?.phase, "scheduled");
});

test("close ends the connection, the timers and the listening", async () => {
  const world = new World();
  const client = follow(world);
  world.socket.open();
  world.socket.send(frame(state()));
  client.close();
  assert.equal(world.socket.closed, true);
  assert.equal(world.pendingTimers, 0);
  world.show();
  world.event("pageshow");
  await world.pass(600_000);
  assert.equal(world.sockets.length, 1);
});

test("a listener that closes the client is the last thing to happen", async () => {
  const world = new World();
  const client = follow(world);
  client.subscribe(() => client.close());
  world.socket.open();
  world.socket.send(frame(state()));
  assert.equal(world.pendingTimers, 0);
});

test("no timer but the watchdog runs while there is no notice", () => {
  const world = new World();
  follow(world);
  world.socket.open();
  world.socket.send(frame({ ...state(), phase: "operational" }));
  assert.equal(world.pendingTimers, 1);
});

test("the view changes with time and the listeners are told", async () => {
  const world = new World();
  const notice = { ...state().notice!, autoStart: true, autoEnd: true };
  const client = follow(world, { initial: state({ notice }) });
  const seen: (string | undefined)[] = [];
  client.subscribe(() => seen.push(client.view()?.phase));
  await world.pass(30 * 60_000);
  assert.deepEqual(seen, ["in_progress"]);
  await world.pass(30 * 60_000);
  assert.deepEqual(seen, ["in_progress", "completed"]);
  await world.pass(60 * 60_000);
  assert.deepEqual(seen, ["in_progress", "completed", "operational"]);
  assert.equal(client.view()?.notice, null);
});

test("overdue comes with time", async () => {
  const world = new World();
  const client = follow(world, { initial: state({ phase: "in_progress" }) });
  await world.pass(60 * 60_000 - 1);
  assert.equal(client.view()?.overdue, false);
  await world.pass(1);
  assert.equal(client.view()?.overdue, true);
});

test("a window months ahead begins on time", async () => {
  const world = new World();
  const startsAt = new Date(World.START + 60 * 86_400_000).toISOString();
  const notice = { ...state().notice!, startsAt, endsAt: undefined!, autoStart: true };
  const client = follow(world, { initial: state({ notice }), hub: undefined });
  await world.pass(60 * 86_400_000 - 1);
  assert.equal(client.view()?.phase, "scheduled");
  await world.pass(1);
  assert.equal(client.view()?.phase, "in_progress");
});

test("the same listener may be given twice, and each subscription ends by itself", () => {
  const world = new World();
  const client = follow(world);
  let told = 0;
  const listener = (): void => void told++;
  const first = client.subscribe(listener);
  client.subscribe(listener);
  world.socket.open();
  world.socket.send(frame(state()));
  assert.equal(told, 2);
  first();
  first();
  world.socket.send(frame(state({ revision: 2 })));
  assert.equal(told, 3);
});

test("the view is the same object until it changes", () => {
  const world = new World();
  const client = follow(world, { initial: state() });
  const view = client.view();
  world.socket.open();
  world.socket.send({ type: "heartbeat", now: World.START });
  assert.equal(client.view(), view);
});
