import assert from "node:assert/strict";
import { test } from "node:test";
import { serverClock } from "../../src/clock.js";
import { World } from "../support/world.js";

test("until the server has been heard the wall clock counts", () => {
  const world = new World();
  const clock = serverClock(world.environment());
  assert.equal(clock.now(), World.START);
});

test("the first sample replaces a wall clock that is an hour ahead", () => {
  const world = new World();
  world.wallOffset += 3_600_000;
  const clock = serverClock(world.environment());
  clock.sample(World.START);
  assert.equal(clock.now(), World.START);
});

test("the message with the least delay decides", async () => {
  const world = new World();
  const clock = serverClock(world.environment());
  for (const delay of [800, 20, 1_500]) {
    await world.pass(25_000);
    clock.sample(World.START + world.ticks - delay);
  }
  assert.equal(clock.now(), World.START + world.ticks - 20);
});

test("a server clock that was set back is followed after eight messages", async () => {
  const world = new World();
  const clock = serverClock(world.environment());
  clock.sample(World.START);
  for (let beat = 0; beat < 8; beat++) {
    await world.pass(25_000);
    clock.sample(World.START + world.ticks - 60_000);
  }
  assert.equal(clock.now(), World.START + world.ticks - 60_000);
});

test("a user who sets the machine's clock changes nothing", async () => {
  const world = new World();
  const clock = serverClock(world.environment());
  clock.sample(World.START);
  world.wallOffset += 86_400_000;
  await world.pass(1_000);
  assert.equal(clock.now(), World.START + 1_000);
});
