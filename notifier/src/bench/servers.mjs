// The hub and its rivals, each as a process of its own that is started, measured and ended the same way.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, connect } from "node:net";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const HERE = new URL(".", import.meta.url).pathname;
const TOKEN = "a-token-for-measuring-0123456789";

export const JAR = new URL("../../target/notifier.jar", import.meta.url).pathname;
/** What the hub is measured with, as its systemd unit starts it. */
export const JAVA_OPTIONS = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmn24m", "-Xmx512m"];

/** A change of the state as the hub takes it; the rivals are sent the frame that the hub makes of it. */
function document(app, revision, filler) {
  return JSON.stringify({
    schema: 1,
    app,
    updatedAt: "2026-11-20T21:30:00Z",
    phase: "scheduled",
    notice: {
      id: "2026-11-20-database",
      startsAt: "2026-11-20T22:00:00Z",
      endsAt: "2026-11-20T22:30:00Z",
      title: { en: `Scheduled maintenance ${String(revision).padStart(6, "0")}` },
      ...filler,
    },
  });
}

function frame(app, revision, filler) {
  const now = Date.now();
  const state = { ...JSON.parse(document(app, revision, filler)) };
  const { schema, ...rest } = state;
  const numbered = { schema, app, epoch: now, revision, ...rest };
  return JSON.stringify({ type: "state", now, heartbeatMs: 25000, reconnectMs: 60000, spreadMs: 60000, state: numbered });
}

function request(method, path, headers, body) {
  const lines = Object.entries({ Host: "127.0.0.1", ...headers, "Content-Length": Buffer.byteLength(body), Connection: "close" });
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function untilItListens(port, child) {
  for (let tries = 0; tries < 400; tries++) {
    if (child.exitCode !== null) throw new Error("the server ended before it listened");
    const socket = connect(port, "127.0.0.1");
    const listens = await new Promise((resolve) => socket.once("connect", () => resolve(true)).once("error", () => resolve(false)));
    socket.destroy();
    if (listens) return;
    await pause(50);
  }
  throw new Error("the server does not listen");
}

class Server {
  /** A drain is not what is measured. */
  signal = "SIGKILL";

  constructor(name, folder, child, port, pids) {
    Object.assign(this, { name, folder, child, port, pids });
    this.revisions = new Map();
  }

  /** Resident memory in bytes; what several of the server's processes share counts once. */
  resident() {
    const kilobytes = (pid) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))[1]);
    return this.pids().reduce((sum, pid) => sum + kilobytes(pid) * 1024, 0);
  }

  /** Processor time of the server's processes so far, in milliseconds. */
  processorTime() {
    let ticks = 0;
    for (const pid of this.pids()) {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop().split(" ");
      ticks += Number(fields[11]) + Number(fields[12]);
    }
    return ticks * 10;
  }

  /** The next change, as a file that holds the whole request. */
  next(app = "shop", filler = {}) {
    const revision = (this.revisions.get(app) ?? 0) + 1;
    this.revisions.set(app, revision);
    const file = join(this.folder, "request");
    writeFileSync(file, this.change(app, revision, filler));
    return { file, revision };
  }

  async stop() {
    const ended = once(this.child, "exit");
    this.child.kill(this.signal);
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

class Interlude extends Server {
  path(app = "shop") {
    return `/v1/apps/${app}/live`;
  }

  change(app, revision, filler) {
    const headers = { Authorization: `Bearer ${TOKEN}`, "If-Match": "*", "Content-Type": "application/json" };
    return request("PUT", `/v1/apps/${app}/state`, headers, document(app, revision, filler));
  }

  /** Live objects on the heap after a full collection, in bytes. */
  heap() {
    const jcmd = (...words) => execFileSync("jcmd", [String(this.child.pid), ...words], { encoding: "utf8" });
    jcmd("GC.run");
    jcmd("GC.run");
    const used = [...jcmd("GC.heap_info").matchAll(/(?:garbage-first heap|def new generation|tenured generation).*?used (\d+)K/g)];
    return used.reduce((sum, [, kilobytes]) => sum + Number(kilobytes) * 1024, 0);
  }
}

class Rival extends Server {
  path() {
    return "/live";
  }

  change(app, revision, filler) {
    return request("POST", "/publish", { "Content-Type": "text/plain" }, frame(app, revision, filler));
  }
}

function folder() {
  return mkdtempSync(join(tmpdir(), "interlude-bench-"));
}

async function interlude() {
  const at = folder();
  const port = await freePort();
  const child = spawn(
    "java",
    [...JAVA_OPTIONS, "-jar", JAR, "--port", String(port), "--data-dir", join(at, "data")],
    { env: { ...process.env, INTERLUDE_ADMIN_TOKEN: TOKEN }, stdio: ["ignore", "ignore", process.env.BENCH_LOG ? "inherit" : "ignore"] },
  );
  await untilItListens(port, child);
  return new Interlude("interlude", at, child, port, () => [child.pid]);
}

async function ws() {
  const port = await freePort();
  const child = spawn("node", [join(HERE, "ws-server.mjs"), String(port)], { stdio: ["ignore", "ignore", "inherit"] });
  await untilItListens(port, child);
  return new Rival("ws", folder(), child, port, () => [child.pid]);
}

function nchanModule() {
  for (const place of ["/usr/lib/nginx/modules", "/usr/share/nginx/modules", "/usr/lib64/nginx/modules"]) {
    try {
      readFileSync(join(place, "ngx_nchan_module.so"));
      return join(place, "ngx_nchan_module.so");
    } catch {
      // Not there: the next place.
    }
  }
  throw new Error("nginx's module nchan is missing (Debian: libnginx-mod-nchan)");
}

const nchan = (workers) => async () => {
  const at = folder();
  const port = await freePort();
  const values = { MODULE: nchanModule(), WORKERS: workers, FOLDER: at, PORT: port };
  const text = readFileSync(join(HERE, "nchan.conf"), "utf8").replace(/\b(MODULE|WORKERS|FOLDER|PORT)\b/g, (name) => values[name]);
  writeFileSync(join(at, "nginx.conf"), text);
  const child = spawn("nginx", ["-c", join(at, "nginx.conf")], { stdio: ["ignore", "ignore", "inherit"] });
  await untilItListens(port, child);
  const children = () => readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim().split(/\s+/).filter(Boolean);
  const server = new Rival(workers === 1 ? "nchan" : `nchan (${workers} workers)`, at, child, port, () => [child.pid, ...children()]);
  server.signal = "SIGTERM"; // So that the master ends its workers.
  return server;
};

/** How each of them is started; nchan with one worker and with one for each core, of which the better counts. */
export const STARTS = { interlude, ws, nchan: nchan(1), "nchan-workers": nchan(availableParallelism()) };
