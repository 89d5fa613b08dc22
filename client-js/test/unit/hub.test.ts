import assert from "node:assert/strict";
import { test } from "node:test";
import { WebSocket } from "ws";
import { connect } from "../../src/core.js";
import type { SocketLike } from "../../src/core.js";
import { startHub } from "../support/hub.js";
import { until } from "../support/until.js";
import { state } from "../support/world.js";

const refuse = (): SocketLike => {
  throw new Error("no WebSocket here");
};
const openSocket = (url: string): SocketLike => new WebSocket(url) as unknown as SocketLike;

test("a real hub: snapshot, broadcast, restart and a newer state after it", async () => {
  const hub = await startHub();
  hub.publish(state());
  const client = connect({ app: "shop", hub: hub.url, environment: { openSocket } });
  try {
    await until("the snapshot", () => client.view()?.phase === "scheduled");
    hub.publish(state({ revision: 2, phase: "in_progress" }));
    await until("the broadcast", () => client.view()?.phase === "in_progress");

    const port = Number(new URL(hub.url).port);
    await hub.close();
    assert.equal(client.view()?.phase, "in_progress", "losing the hub changes nothing");
    const restarted = await startHub(undefined, port);
    try {
      restarted.publish(state({ revision: 3, phase: "completed", updatedAt: new Date().toISOString() }));
      await until("the state after the restart", () => client.view()?.phase === "completed");
    } finally {
      client.close();
      await restarted.close();
    }
  } finally {
    client.close();
  }
});

test("where WebSockets do not pass the state comes by polling", async () => {
  const hub = await startHub();
  hub.publish(state());
  const client = connect({ app: "shop", hub: hub.url, environment: { openSocket: refuse } });
  try {
    await until("the polled state", () => client.view()?.phase === "scheduled");
    assert.equal(hub.opened, 0);
  } finally {
    client.close();
    await hub.close();
  }
});
