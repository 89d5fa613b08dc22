// A thousand tabs lose the hub at the same moment: the hub that comes back must not meet them all at once.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { WebSocket } from "ws";
import { connect } from "../../../src/core.js";
import type { Environment, MaintenanceClient, SocketLike } from "../../../src/core.js";
import { HubJar } from "../../end-to-end/stage.js";
import { until } from "../../support/until.js";
import { state } from "../../support/world.js";

const CLIENTS = 1_000;
/** The largest part of all connects that may fall into any one second. */
const MOST_IN_A_SECOND = 0.05;
/** The hub's default for `reconnectMs`, and as much again for those who came while it was away; on a busy machine. */
const DEADLINE_MS = 4 * 40_000;
/** A connection that stood this long was a good one, by the client's measure. */
const STABLE_MS = 10_000;

/**
 * As many clients as shipped, with a socket each; only the browser around them is not there. What each of them has chosen
 * counts, and not how this one process keeps up with a thousand of them: a stall of it would bring together what was
 * apart.
 */
class Crowd {
  readonly clients: MaintenanceClient[] = [];
  /** For when a socket was planned, and of these the ones that opened. */
  readonly tries: number[] = [];
  readonly opens: number[] = [];
  /** When the hub was asked over HTTP by those whose sockets had failed three times. */
  readonly polls: number[] = [];
  open = 0;

  /** Gathers everybody, some at a time: who would wait in a queue of a thousand for too long would take the hub for blocked. */
  async gather(hub: string): Promise<void> {
    while (this.clients.length < CLIENTS) {
      const environment = this.#browser(this.clients.length);
      this.clients.push(connect({ app: "shop", hub, environment }));
      if (this.clients.length % 50) continue;
      await until("they are connected", () => this.open === this.clients.length, DEADLINE_MS);
    }
  }

  /** How many know that notice. */
  knowing(id: string): number {
    return this.clients.filter((client) => client.state()?.notice?.id === id).length;
  }

  close(): void {
    for (const client of this.clients) client.close();
  }

  #browser(index: number): Partial<Environment> {
    let plannedFor = Date.now();
    return {
      openSocket: (url) => this.#socket(url, plannedFor),
      fetch: (...request) => {
        this.polls.push(Date.now());
        return fetch(...request);
      },
      setTimeout(task, milliseconds) {
        const at = Date.now() + milliseconds;
        return setTimeout(() => {
          plannedFor = at;
          task();
        }, milliseconds);
      },
      random: luck(index),
      tab: new EventTarget(),
      hidden: () => false,
    };
  }

  #socket(url: string, plannedFor: number): SocketLike {
    this.tries.push(plannedFor);
    const socket = new WebSocket(url);
    let opened = false;
    socket.addEventListener("open", () => {
      opened = true;
      this.open++;
      this.opens.push(plannedFor);
    });
    socket.addEventListener("close", () => {
      if (opened) this.open--;
    });
    socket.addEventListener("error", () => {
      // A refused connection is what this is about; the client hears of it by the close event.
    });
    return socket as unknown as SocketLike;
  }
}

/** Uniform in [0, 1), the same numbers in each run (the generator is mulberry32): chance decides no test. */
function luck(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How many events lie within the fullest second, counted from that time on. */
function mostInASecond(times: readonly number[], from: number): number {
  const seconds = new Map<number, number>();
  for (const time of times) {
    const second = Math.floor((time - from) / 1_000);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }
  return Math.max(...seconds.values());
}

test("the measure finds the fullest second", () => {
  assert.equal(mostInASecond([100, 1_100, 1_599, 2_099, 2_100], 100), 3);
});

for (const [signal, awayMs] of [
  ["SIGTERM", 0],
  // Long enough for some to find nobody there, and to be in the way of the others with their next try.
  ["SIGKILL", 5_000],
] as const) {
  test(`a thousand clients come back spread out after ${signal} and ${awayMs} ms without a hub`, async (t) => {
    const data = mkdtempSync(join(tmpdir(), "interlude-crowd-"));
    const hub = new HubJar(data, () => [], []);
    await hub.start();
    const crowd = new Crowd();
    t.after(async () => {
      crowd.close();
      await hub.stop();
      rmSync(data, { recursive: true });
    });
    await crowd.gather(hub.url);
    const since = Date.now();
    await until("the connections have stood", () => Date.now() - since > STABLE_MS, 2 * STABLE_MS);

    crowd.opens.length = crowd.tries.length = 0;
    const lostAt = Date.now();
    await hub.stop(signal);
    await until("everybody has noticed", () => crowd.open === 0 || crowd.opens.length > 0);
    await until("the hub has been away for long enough", () => Date.now() - lostAt >= awayMs);
    await hub.start();
    const backAt = Date.now();
    const { epoch: _, revision: __, ...document } = state();
    await hub.put({ ...document, updatedAt: new Date().toISOString() });
    await until("everybody knows what is new", () => crowd.knowing("database") === CLIENTS, DEADLINE_MS);

    const most = mostInASecond(crowd.opens, lostAt);
    t.diagnostic(
      `${signal}: hub away for ${backAt - lostAt} ms, everybody knew what was new ${Date.now() - backAt} ms later; ` +
        `${crowd.opens.length} connects, ${crowd.tries.length} tries, ${crowd.polls.length} polls; ` +
        `fullest second: ${most} connects, ${mostInASecond(crowd.tries, lostAt)} tries`,
    );
    assert.ok(crowd.opens.length >= 0.9 * CLIENTS, `${crowd.opens.length} came by WebSocket`);
    assert.ok(most <= MOST_IN_A_SECOND * crowd.opens.length, `${most} of ${crowd.opens.length} connects in one second`);
  });
}
