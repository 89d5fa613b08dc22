// What is measured. Each scenario starts its servers anew, one after the other in turns, so that a noisy minute of the machine
// meets all of them.
import { setTimeout as pause } from "node:timers/promises";
import { Crowd } from "./crowd.mjs";
import { STARTS } from "./servers.mjs";

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
export const spread = (numbers) => ({ median: median(numbers), least: Math.min(...numbers), most: Math.max(...numbers) });

async function withServer(name, crowds, body) {
  const server = await STARTS[name]();
  const opened = crowds.map((most) => new Crowd(process.env.CROWD, server.port, most));
  try {
    return await body(server, ...opened);
  } finally {
    await Promise.all(opened.map((crowd) => crowd.quit()));
    await server.stop();
  }
}

/** Publishes again and again, with a breath in between. */
async function publications(server, crowd, times, count, { filler, app, gap = 60 } = {}) {
  const answers = [];
  for (let i = 0; i < times; i++) {
    answers.push(await crowd.publish(server.next(app, filler?.(i)), 0, count));
    await pause(gap);
  }
  return answers;
}

const WARM_UP = process.env.BENCH_SMOKE ? 2 : 15;
const MEASURED = process.env.BENCH_SMOKE ? 3 : 20;

/** Connecting, memory while nothing happens, and broadcasts, for one crowd. */
async function crowdOf(name, size) {
  return withServer(name, [2 * size], async (server, crowd) => {
    await crowd.publish(server.next(), 0, 0);
    const before = { heap: server.heap?.() ?? 0, resident: server.resident() };
    const cold = await crowd.connect(size, server.path());
    await crowd.idle(process.env.BENCH_SMOKE ? 100 : 2_000);
    const heap = server.heap && (server.heap() - before.heap) / size;
    const resident = (server.resident() - before.resident) / size;
    const warmUp = await publications(server, crowd, WARM_UP, size);
    const spent = server.processorTime();
    const measured = await publications(server, crowd, MEASURED, size);
    const processor = (server.processorTime() - spent) / MEASURED / size;
    return {
      perSecond: cold.perSecond,
      heap,
      resident,
      first: warmUp[0].last,
      last: measured.map(({ last }) => last),
      p99: measured.map(({ p99 }) => p99),
      p50: measured.map(({ p50 }) => p50),
      processorMicros: processor * 1e3,
    };
  });
}

/** Everyone has gone and comes back to a server that has been running. */
async function comingBack(name, size) {
  const server = await STARTS[name]();
  try {
    const rates = [];
    for (let round = 0; round < 4; round++) {
      const crowd = new Crowd(process.env.CROWD, server.port, size);
      if (round === 0) await crowd.publish(server.next(), 0, 0);
      rates.push((await crowd.connect(size, server.path())).perSecond);
      await crowd.quit();
      await pause(1_500);
    }
    return { first: rates[0], warm: rates.slice(1) };
  } finally {
    await server.stop();
  }
}

/** Ten that stop reading among many that go on; the messages are long, so that buffers fill. */
async function stalledReaders(name, size, stalled) {
  const filler = (i) => ({
    updates: Array.from({ length: 50 }, (_, k) => ({
      at: "2026-11-20T21:30:00Z",
      text: { en: `${i} ${k} `.padEnd(420, "The copy of the database goes on as planned. ") },
    })),
  });
  return withServer(name, [size, stalled], async (server, crowd, stalling) => {
    await crowd.publish(server.next(), 0, 0);
    await crowd.connect(size, server.path());
    await stalling.connect(stalled, server.path());
    await publications(server, crowd, WARM_UP, size, { filler });
    const calm = await publications(server, crowd, MEASURED, size, { filler });
    const before = { heap: server.heap?.() ?? 0, resident: server.resident() };
    await stalling.stall(0, stalled);
    const disturbed = await publications(server, crowd, MEASURED, size, { filler });
    const heap = server.heap && (server.heap() - before.heap) / stalled;
    const resident = (server.resident() - before.resident) / stalled;
    return {
      calm: calm.map(({ p99 }) => p99),
      disturbed: disturbed.map(({ p99 }) => p99),
      heap,
      resident,
    };
  });
}

/** Three who are addressed, alone and among many applications. */
async function manyApplications(name, applications, each) {
  return withServer(name, [each, applications * each], async (server, few, others) => {
    await few.connect(each, server.path("shop"));
    await publications(server, few, 10 * MEASURED, each, { gap: 5 });
    const alone = await publications(server, few, 10 * MEASURED, each, { gap: 5 });
    await others.connect(applications * each, server.path("app-{}"), { each });
    await others.idle(1_000);
    const among = await publications(server, few, 10 * MEASURED, each, { gap: 5 });
    return { alone: alone.map(({ last }) => last), among: among.map(({ last }) => last) };
  });
}

/** One hub for each of several processes, all of them told at once. */
async function severalProcesses(name, processes, size) {
  const servers = await Promise.all(Array.from({ length: processes }, () => STARTS[name]()));
  const crowds = servers.map((server) => new Crowd(process.env.CROWD, server.port, size));
  try {
    for (const [i, crowd] of crowds.entries()) await crowd.publish(servers[i].next(), 0, 0);
    const before = servers.map((server) => server.resident());
    for (const [i, crowd] of crowds.entries()) await crowd.connect(size, servers[i].path());
    for (const crowd of crowds) await crowd.idle(500);
    const resident = servers.map((server, i) => server.resident() - before[i]);
    const rounds = [];
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all(crowds.map((crowd, i) => crowd.publish(servers[i].next(), 0, size)));
      rounds.push(Math.max(...answers.map(({ last }) => last)));
      await pause(500);
    }
    return { connections: processes * size, resident: resident.map((bytes) => bytes / size), last: rounds.slice(3) };
  } finally {
    await Promise.all(crowds.map((crowd) => crowd.quit()));
    await Promise.all(servers.map((server) => server.stop()));
  }
}

export const SCENARIOS = { crowdOf, comingBack, stalledReaders, manyApplications, severalProcesses };
